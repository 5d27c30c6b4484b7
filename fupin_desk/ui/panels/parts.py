"""What stands on the page of a record besides its form, made from what its subject says (``specs.Part``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.views.contract import contract_dues, distribution_sums
from fupin_desk.acts.views.household import household_dues, to_ask, unmet_laptops
from fupin_desk.policy.specs import Lines, Linked, Part
from fupin_desk.ui.forms.belongings import Belongings
from fupin_desk.ui.panels.disputes import Disputes
from fupin_desk.ui.panels.erasing import Erasing
from fupin_desk.ui.panels.linked import linked_records
from fupin_desk.ui.panels.owed import DuesCard, due_row
from fupin_desk.ui.panels.scans import Scans
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import card, text


@dataclass(frozen=True)
class At:
    """The record on whose page something stands."""

    session: Session
    kind: str
    record: str
    back: Callable[[], None]
    """Leads to the list, where the record is gone."""


def part(at: At, spec: Part) -> QWidget | None:
    """Make a part of a page; None where there is nothing to show."""
    match spec:
        case Lines():
            besides = (lambda session, record: Scans(session, spec.kind, record)) if spec.scans else None
            return Belongings(at.session, at.record, spec, besides)
        case Linked():
            return linked_records(at.session, at.kind, at.record, spec)
        case _:
            return PANELS[spec.name](at)


def _dues_of_contract(at: At) -> QWidget | None:
    session = at.session
    dues = contract_dues(session.desk, at.record, session.today)
    pays = session.desk.role == "village"
    rows = [due_row(session.words, settled, session.today, "", name, pays=pays) for settled, name in dues]
    return DuesCard(session, [settled for settled, _name in dues], rows, "under") if dues else None


def _dues_of_household(at: At) -> QWidget | None:
    session = at.session
    dues = household_dues(session.desk, at.record, session.today)
    pays = session.desk.role == "village"
    rows = [due_row(session.words, settled, session.today, under, pays=pays) for settled, under in dues]
    return DuesCard(session, [settled for settled, _under in dues], rows, "household") if dues else None


def _sums(at: At) -> QWidget | None:
    words, sums = at.session.words, distribution_sums(at.session.desk, at.record)
    if sums is None:
        return None
    sentence = words.say(
        "window.distribution.sums",
        lines=sums.lines, lines_fen=sums.lines_fen, collective_fen=sums.collective_fen, income_fen=sums.income_fen,
    )  # fmt: skip
    left = words.say("window.distribution.left", left_fen=sums.left_fen) if sums.left_fen else ""
    return card(text(sentence, "heading"), *([text(left, "refused")] if left else []))


def _disagreements(at: At) -> QWidget | None:
    return Disputes(at.session, at.record) if to_ask(at.session.desk, at.record) else None


def _other_laptops(at: At) -> QWidget | None:
    count = unmet_laptops(at.session.desk)
    return text(at.session.words.say("window.household.laptops", count=count), "muted") if count else None


def _erasing(at: At) -> QWidget:
    made = Erasing(at.session, at.kind, at.record)
    made.done.connect(at.back)
    return made


PANELS: Mapping[str, Callable[[At], QWidget | None]] = {
    "dues_of_household": _dues_of_household,
    "dues_of_contract": _dues_of_contract,
    "sums": _sums,
    "scans": lambda at: Scans(at.session, at.kind, at.record),
    "disagreements": _disagreements,
    "other_laptops": _other_laptops,
    "erasing": _erasing,
}
"""A maker for each panel that a subject may name."""
