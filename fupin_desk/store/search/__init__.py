"""How records are found by the words people type."""
