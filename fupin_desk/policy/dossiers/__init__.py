"""What is read of each kind of record in its graph, by rules and dues alike."""
