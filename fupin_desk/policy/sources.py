"""How a rule says what it rests on."""

from __future__ import annotations

from fupin_desk.domain.findings import Cited, Law

DRAFT = Cited("draft_opinion")


def cited(law: Law, *articles: int) -> Cited:
    """Cite articles of a law, or all of it."""
    return Cited(law, articles)
