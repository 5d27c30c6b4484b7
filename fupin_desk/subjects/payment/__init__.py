"""What is due to households, what was paid, and what of it counts."""
