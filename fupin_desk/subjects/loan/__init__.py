"""Loans (贷款), and what became of them."""
