"""Records entered by form and command: begun, filled in, changed, taken out, undone, erased; their scans and names."""
