"""What stands on the page of a record besides its form, made from what its subject says (``specs.Part``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.filling import open_sheet
from fupin_desk.acts.views.contract import contract_dues, distribution_sums
from fupin_desk.acts.views.household import household_dues, to_ask, unmet_laptops
from fupin_desk.acts.views.notice import notice_page
from fupin_desk.policy.specs import Lines, Linked, Panel, Part
from fupin_desk.subjects.payment.settling import Settled
from fupin_desk.ui.forms.belongings import Belongings
from fupin_desk.ui.panels.checking import Checking
from fupin_desk.ui.panels.disputes import Disputes
from fupin_desk.ui.panels.drafting import Drafting
from fupin_desk.ui.panels.erasing import Erasing
from fupin_desk.ui.panels.linked import linked_records
from fupin_desk.ui.panels.notice_life import Closing, Posting, Saving, Signing, Step, Withdrawing, ended
from fupin_desk.ui.panels.objections import Objections
from fupin_desk.ui.panels.owed import DuesCard, due_row
from fupin_desk.ui.panels.preview import Preview
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
    again: Callable[[], None]
    """Shows the whole page as it is now."""

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What the record says."""
        return open_sheet(self.session.desk, self.kind, self.record).values

    def shows(self, panel: Panel) -> bool:
        """Return whether a panel stands there at this desk, in the state the record is in."""
        if self.session.desk.role == "office" and not panel.at_office:
            return False
        return panel.only is None or self.values[panel.only[0]] in panel.only[1]


def part(at: At, spec: Part) -> QWidget | None:
    """Make a part of a page; None where there is nothing to show."""
    match spec:
        case Lines():
            besides = (lambda session, record: Scans(session, spec.kind, record)) if spec.scans else None
            return Belongings(at.session, at.record, spec, besides)
        case Linked():
            return linked_records(at.session, at.kind, at.record, spec)
        case _:
            return PANELS[spec.name](at) if at.shows(spec) else None


def _dues_of_contract(at: At) -> QWidget | None:
    dues = contract_dues(at.session.desk, at.record, at.session.today)
    return _dues(at, "under", [(settled, "", household) for settled, household in dues])


def _dues_of_household(at: At) -> QWidget | None:
    dues = household_dues(at.session.desk, at.record, at.session.today)
    return _dues(at, "household", [(settled, under, None) for settled, under in dues])


def _dues(at: At, without: str, dues: Sequence[tuple[Settled, str, str | None]]) -> QWidget | None:
    """Return a card of dues, each with what it is owed under and to whom, but for what the page itself says."""
    session, pays = at.session, at.session.desk.role == "village"
    rows = [due_row(session.words, settled, session.today, under, whose, pays=pays) for settled, under, whose in dues]
    return DuesCard(session, [settled for settled, _under, _whose in dues], rows, without) if dues else None


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


def _step(cls: type[Step]) -> Callable[[At], QWidget]:
    """Return the maker of one step in the life of a notice."""

    def make(at: At) -> QWidget:
        step = cls(at.session, at.record, at.values)
        step.done.connect(at.again)
        return step

    return make


def _objections(at: At) -> QWidget | None:
    page = notice_page(at.session.desk, at.record)
    if page is None:
        return None
    made = Objections(at.session, page)
    made.done.connect(at.again)
    return made


PANELS: Mapping[str, Callable[[At], QWidget | None]] = {
    "checking": lambda at: Checking(at.session),
    "closing": _step(Closing),
    "disagreements": _disagreements,
    "drafting": lambda at: Drafting(at.session),
    "dues_of_contract": _dues_of_contract,
    "dues_of_household": _dues_of_household,
    "ended": lambda at: ended(at.session, at.values),
    "erasing": _erasing,
    "objections": _objections,
    "other_laptops": _other_laptops,
    "posting": _step(Posting),
    "preview": lambda at: Preview(at.session, at.values["number"] or "", at.values["state"] or ""),
    "saving": _step(Saving),
    "scans": lambda at: Scans(at.session, at.kind, at.record),
    "signing": _step(Signing),
    "sums": _sums,
    "withdrawing": _step(Withdrawing),
}
"""A maker for each panel that a subject may name."""
