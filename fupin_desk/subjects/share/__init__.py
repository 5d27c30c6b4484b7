"""Shares in entities."""
