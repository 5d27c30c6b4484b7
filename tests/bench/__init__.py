"""Ratios against a named peer, both measured in the same run: ``dev.py bench``."""
