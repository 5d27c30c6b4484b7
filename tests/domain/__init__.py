"""The records and the history, by what is always true of them."""
