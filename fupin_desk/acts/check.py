"""What policy sees in the records of this desk on a day, and what is due to its households."""

from __future__ import annotations

from datetime import date
from functools import cache

from fupin_desk.acts.consents import consents
from fupin_desk.acts.desk import Desk
from fupin_desk.assets import resource
from fupin_desk.domain.findings import Finding
from fupin_desk.policy.dues import dues_of
from fupin_desk.policy.figures import Figures, FigureTable, parse_figures
from fupin_desk.policy.judging import judge
from fupin_desk.policy.records import JUDGED_KINDS, Records
from fupin_desk.policy.settling import Settled, settle
from fupin_desk.store import Reader


@cache
def figure_table() -> FigureTable:
    """Return the dated figures that come with the program (resources/policy/figures)."""
    files = sorted(resource("policy/figures").glob("*.toml"))
    return parse_figures(file.read_text(encoding="utf-8") for file in files)


def figures(reader: Reader) -> Figures:
    """Return the figures with what this county has set."""
    return Figures(figure_table(), reader.records("setting"))


def judged_records(reader: Reader) -> Records:
    """Return everything policy looks at, loaded in bulk."""
    found = {kind: reader.records(kind, voided=kind == "person") for kind in JUDGED_KINDS if kind != "consent"}
    return Records(consent=consents(reader), **found)


def check_desk(desk: Desk, on: date) -> list[Finding]:
    """Return every finding on a day, money due to households first."""
    with desk.vault.reading() as reader:
        return judge(judged_records(reader), figures(reader), on, "village" if desk.role == "village" else "county")


def settled_dues(reader: Reader, on: date) -> list[Settled]:
    """Return what is due to every household through a day, with what was paid on each."""
    records = judged_records(reader)
    return settle(dues_of(records, on), records.payment, on)
