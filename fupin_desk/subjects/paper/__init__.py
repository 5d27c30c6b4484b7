"""Papers that were scanned."""
