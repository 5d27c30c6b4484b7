"""Pages: laying a sheet out in strips, filling pages with them, and drawing them as PDF."""
