"""What was sent, answered and taken in."""
