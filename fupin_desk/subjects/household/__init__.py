"""Households: who lives in them, and what land they hold."""
