"""The laws and documents that rules rest on; their names for people are ``law.<code>`` in i18n."""

from __future__ import annotations

from fupin_desk.domain.findings import Cited

DRAFT = Cited("draft_opinion")
"""The opinion as it was sent out for comment in November 2018."""


def labour_law(*articles: int) -> Cited:
    """Cite the Labour Law (1994)."""
    return Cited("labour_law", articles)


def labour_contract_law(*articles: int) -> Cited:
    """Cite the Labour Contract Law (2007)."""
    return Cited("labour_contract_law", articles)


def civil_code(*articles: int) -> Cited:
    """Cite the Civil Code, in force since 2021."""
    return Cited("civil_code", articles)


def land_law(*articles: int) -> Cited:
    """Cite the Rural Land Contracting Law as it was before 2019."""
    return Cited("land_law_2002", articles)


def amended_land_law(*articles: int) -> Cited:
    """Cite the Rural Land Contracting Law as amended in 2018, in force since 2019."""
    return Cited("land_law_2018", articles)


def transfer_measures(*articles: int) -> Cited:
    """Cite the Measures on transferring contracted land (2005)."""
    return Cited("land_transfer_measures", articles)


def cited(law: str, *articles: int) -> Cited:
    """Cite what one rule alone rests on."""
    return Cited(law, articles)
