"""Assets, what they bring in, and how it is shared out."""
