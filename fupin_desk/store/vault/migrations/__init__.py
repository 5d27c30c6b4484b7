"""How the base tables came to be, one version after another."""
