"""The other laptops of a village: met in person, what keeps a no carried to them, and what only they know."""
