"""One module per version of the base tables; the newest is ``store.base.VERSION``."""
