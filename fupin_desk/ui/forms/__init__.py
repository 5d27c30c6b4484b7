"""Forms made from what is said of a record's fields; every field keeps itself."""
