"""Orders to erase what is kept about somebody."""
