"""What policy sees in the records of this desk on a day, and what is due to its households."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.assets import resource
from fupin_desk.domain.findings import Finding
from fupin_desk.kinds.judging import judge
from fupin_desk.policy.figures import Figures, FigureTable, parse_figures
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.rule import Where
from fupin_desk.store import Reader
from fupin_desk.subjects.office.setting import Setting
from fupin_desk.subjects.payment.owed import owed_of
from fupin_desk.subjects.payment.settling import Settled


@cache
def figure_table() -> FigureTable:
    """Return the dated figures that come with the program (resources/policy/figures)."""
    files = sorted(resource("policy/figures").glob("*.toml"))
    return parse_figures(file.read_text(encoding="utf-8") for file in files)


def figures(reader: Reader) -> Figures:
    """Return the figures with what this county has set."""
    return Figures(figure_table(), reader.records_of(Setting))


ALSO_TAKEN_OUT = ("consent", "person")
"""Kinds of which those count too that were taken out: a no stays one that was said, and no official may witness."""


class JudgedRecords:
    """What policy looks at: the records of a desk."""

    def __init__(self, reader: Reader) -> None:
        """Read from a desk."""
        self.reader = reader

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        """Return the records of a kind that match, of some kinds those too that were taken out."""
        return self.reader.records(kind, where, voided=voided or kind in ALSO_TAKEN_OUT)


def judged(reader: Reader) -> Graph:
    """Return the graph of what policy looks at."""
    return Graph(JudgedRecords(reader))


def check_desk(desk: Desk, on: date) -> list[Finding]:
    """Return every finding on a day, money due to households first."""
    with desk.vault.reading() as reader:
        return judge(JudgedRecords(reader), figures(reader), on, where_judged(desk))


def where_judged(desk: Desk) -> Where:
    """Return by which rules a desk judges: an office sees what its villages may tell it."""
    return "village" if desk.role == "village" else "county"


def settled_dues(reader: Reader, on: date) -> list[Settled]:
    """Return what is due to every household through a day, with what was paid on each."""
    return owed_of(judged(reader), on)
