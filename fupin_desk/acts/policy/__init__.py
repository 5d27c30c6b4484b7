"""What policy sees in the records of a desk, and what is due to its households."""
