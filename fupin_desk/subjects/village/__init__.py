"""Villages."""
