"""Public notices, their lines, and objections to them."""
