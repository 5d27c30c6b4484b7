"""What stands: tables derived from the history, and how they are read and written."""
