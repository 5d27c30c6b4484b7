"""Bundles: made, opened, judged and taken in, within bounds."""
