"""What stands around every page of an open desk: the side bar, the line at the top, and what the desk says in it."""
