"""The smallest parts of the window, which forms, parts and pages are made of."""
