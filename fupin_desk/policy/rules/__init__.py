"""The rules, one module for each part of the opinion they belong to."""
