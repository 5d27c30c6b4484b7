"""One module per page of an open desk."""
