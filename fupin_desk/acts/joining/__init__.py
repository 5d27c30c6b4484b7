"""A laptop joins its county and leaves it: the office made, the laptop invited, let in, revoked."""
