"""How the window looks: the roles colours play, sizes, the style sheet made of them, and the focus ring."""
