"""Agreements: which stand on a day, what may leave the laptop by them, and which are in doubt."""
