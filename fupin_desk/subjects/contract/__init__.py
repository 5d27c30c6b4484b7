"""Contracts and who is bound by them; what every linkage must hold."""
