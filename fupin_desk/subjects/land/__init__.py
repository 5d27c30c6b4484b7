"""Land that is leased, and contracted back."""
