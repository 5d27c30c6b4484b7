"""What the window's pages show: read in bulk, each page in one snapshot. Nothing here writes."""
