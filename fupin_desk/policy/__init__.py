"""What rules are made of: clauses, dated figures, days, and the graph of records they read. Figures come as values.

Rules and dues stand with their subjects (``subjects``). Nothing here is about what a household ought to do.
"""
