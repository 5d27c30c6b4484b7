"""What policy saw: a value, never raised, and it never stops a save."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

import msgspec


class Level(StrEnum):
    """How much a finding weighs (opinion.md)."""

    BREACH = "breach"
    """What is recorded contradicts the clause."""
    CLASH = "clash"
    """What is recorded of several records, or in two fields, cannot be together: no clause asks for it, reason does."""
    GAP = "gap"
    """Something the clause asks for is missing."""
    NOTE = "note"
    """Worth a look."""
    NOT_JUDGED = "not_judged"
    """The county has not set the figure, or a record it needs is missing."""


Law = Literal[
    "draft_opinion",  # as it was sent out for comment in November 2018
    "labour_law",  # 1994
    "labour_contract_law",  # 2007
    "minors_protection_law",
    "minimum_wage_provisions",  # 2004
    "contract_law",  # 1999, until the Civil Code took it over
    "civil_code",  # in force since 2021
    "land_law_2002",  # Rural Land Contracting Law, as it was before 2019
    "land_law_2018",  # the same as amended, in force since 2019
    "land_transfer_measures",  # 2005
    "cooperatives_law",  # 2017
    "pipl",  # Personal Information Protection Law
    "own_rule",  # in no law: a choice of ours
]
"""A law or document by its code; its name for people is ``law.<code>`` in i18n."""


class Cited(msgspec.Struct, frozen=True):
    """What a rule rests on: a law or document, and its articles."""

    law: Law
    articles: tuple[int, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One rule's answer about one record: which clause, of what weight, from which inputs, and what would mend it."""

    rule: str
    """Its sentence is ``rule.<rule>`` in i18n, what would mend it ``mend.<rule>``."""
    clause: str
    level: Level
    kind: str
    id: str
    facts: dict[str, Any]
    """The inputs, JSON-able: ``*_fen``, ``*_ppm``, ``*_centimu`` whole numbers, ``*_on`` ISO dates."""
    field: str | None = None
    """The field it stands beside."""
    source: tuple[Cited, ...] = ()
    """The laws and documents it rests on."""
    verified: bool = False
    """Whether a person has compared the source with the text."""
    explained: str | None = None
    """What somebody said to it; it stays visible."""
