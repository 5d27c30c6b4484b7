"""Entities: cooperatives, enterprises, leaders, and who else households are linked with."""
