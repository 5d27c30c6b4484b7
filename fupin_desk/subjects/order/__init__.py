"""Orders and what was delivered under them."""
