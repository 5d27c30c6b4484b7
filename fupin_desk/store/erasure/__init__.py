"""How far an order to erase reaches, and how it is carried out."""
