"""What was written: changes, append-only, each named by its digest, and what waits for what it follows."""
