"""Small pieces every page is put together from."""
