"""What stands on the page of a record besides its form, made from what its subject says (``specs.Part``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.filling import open_sheet
from fupin_desk.acts.views.contract import contract_dues, distribution_sums
from fupin_desk.acts.views.household import household_dues, registered_since, to_ask, unmet_laptops
from fupin_desk.acts.views.linked import led_to
from fupin_desk.acts.views.notice import notice_page
from fupin_desk.policy.specs import Lines, Linked, Panel, Part
from fupin_desk.subjects.payment.owed import leads_to
from fupin_desk.ui.forms.belongings import Belongings
from fupin_desk.ui.panels.checking import Checking
from fupin_desk.ui.panels.disputes import Disputes
from fupin_desk.ui.panels.drafting import Drafting
from fupin_desk.ui.panels.dues import DueShown, DuesPanel
from fupin_desk.ui.panels.erasing import Erasing
from fupin_desk.ui.panels.linked import linked_records
from fupin_desk.ui.panels.notice_life import Closing, Posting, Saving, Signing, Step, Withdrawing, ended
from fupin_desk.ui.panels.objections import Objections
from fupin_desk.ui.panels.preview import Preview
from fupin_desk.ui.panels.scans import Scans
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import card, mark, text


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
    belongings: Callable[[str], Belongings | None] = lambda _kind: None
    """Returns the list of a kind that the page has, brought there if need be."""

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What the record says."""
        return open_sheet(self.session.desk, self.kind, self.record).values

    def listed(self, spec: Lines | Linked) -> list[str]:
        """Return the ids of the records that a part lists."""
        path = f"<{spec.kind}.{spec.by}" if isinstance(spec, Lines) else spec.at
        return led_to(self.session.desk, self.kind, self.record, [path])

    def stands(self, spec: Part) -> bool:
        """Return whether a part has a tab of its own."""
        if isinstance(spec, Panel):
            return not spec.tab and self.shows(spec)
        return isinstance(spec, Lines) or spec.begin is not None or bool(self.listed(spec))

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
    return _dues(at, [DueShown(settled, called, leads_to(settled.due)) for settled, called in dues])


def _dues_of_household(at: At) -> QWidget | None:
    dues = household_dues(at.session.desk, at.record, at.session.today)
    return _dues(at, [DueShown(settled, under, leads_to(settled.due, beyond=at.kind)) for settled, under in dues])


def _dues(at: At, dues: Sequence[DueShown]) -> QWidget | None:
    payments = at.belongings if at.session.desk.role == "village" else None
    return DuesPanel(at.session, dues, payments) if dues else None


def _agreed(at: At) -> QWidget | None:
    """When the household agreed to being registered, as a fact like any other; nothing where it did not."""
    day = registered_since(at.session.desk, at.record, at.session.today)
    return None if day is None else mark(at.session.words.say("window.household.agreed", since_on=day), "not_judged")


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
    "agreed": _agreed,
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
