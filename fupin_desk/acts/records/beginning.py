"""A new household begins with its head: a name or an ID number makes both, and undoing that takes both.

Always true:

* nothing is made of what was not typed;
* household and head are made in one act; undone or redone, they go and come together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.by_hand import save_by_hand
from fupin_desk.acts.records.filling import FormSheet, Heads, sheet_in, with_implied
from fupin_desk.acts.records.names import names
from fupin_desk.domain.id_numbers import read_id_number
from fupin_desk.store import Saved, Stored, Work
from fupin_desk.words.bidi import PARTED

HEAD = "head"
UNDONE = "undo"
"""The way in which a record is taken out whose making was undone (code list ``voided``)."""


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who is registered already."""

    member: str
    name: str
    """Theirs, and what their household is called."""


def known_person(desk: Desk, typed: str, but: str) -> KnownPerson | None:
    """Return who has this ID number already, however it was typed, among those who live here; not ``but`` itself."""
    number = read_id_number(typed)
    if number is None:
        return None
    with desk.vault.reading() as reader:
        for stored in reader.list("member", where={"id_number": number}):
            if stored.id != but and stored.values["gone_since"] is None:
                home = str(stored.values["household"] or "")
                called = (str(stored.values["name"] or ""), names(reader, "household", [home]).get(home, ""))
                return KnownPerson(stored.id, PARTED.join(part for part in called if part))
    return None


def head_if_none(desk: Desk, household: str, member: str) -> bool:
    """Make a member who is entered as the head the head of a household that has none; return whether it was."""
    with desk.writing() as work:
        home, who = work.find("household", household), work.find("member", member)
        if home is None or who is None or home.values["head"] is not None or who.values["relation"] != HEAD:
            return False
        save_by_hand(work, "household", household, {HEAD: member}, {HEAD: list(home.heads.get(HEAD, ()))})
        return True


def begin_household(desk: Desk, household: str, member: str, values: Mapping[str, Any], seen: Heads) -> FormSheet:
    """Keep what was typed of a head, whose household it makes where that is not there yet; return the head's sheet.

    FieldsRefusedError: nothing was made.
    """
    with desk.writing() as work:
        head = {**with_implied(work, "member", member, values), "household": household, "relation": HEAD}
        save_by_hand(work, "member", member, head, {name: list(seen.get(name, ())) for name in head})
        home = work.find("household", household)
        if home is None or home.values["head"] is None:
            save_by_hand(work, "household", household, {"head": member})
        return sheet_in(work, "member", member)


def take_back(desk: Desk, household: str, member: str) -> bool:
    """Take back a household that was begun for somebody who is here already, with what was typed of its head.

    Only while it holds nothing else; whether it was taken back.
    """
    with desk.writing() as work:
        home, head = work.find("household", household), work.find("member", member)
        others = work.count("member", {"household": household}) - (head is not None)
        filled = {name for name, value in home.values.items() if value is not None} if home else set()
        if others or filled - {"number", "head"}:
            return False
        for name in work.draft("member", member):
            work.keep_draft("member", member, name, None)
        for kind, stored in (("household", home), ("member", head)):
            if stored is not None and not stored.voided:
                work.void(kind, stored.id, way=UNDONE)
        return True


def step_together(work: Work, kind: str, record: str, step: Callable[[Work], Saved]) -> Saved:
    """Undo or redo something on a record; a household and the head it began with go, and come back, together."""
    other = _partner(work, kind, record)
    if other is not None and _undone(work.find(kind, record)) and _undone(work.find(*other)):
        work.save(*other, {"voided": None})  # before the step: nothing comes back that hangs on what is taken out
    saved = step(work)
    if other is not None and _undone(work.find(kind, record)) and _goes_too(work, kind, other):
        work.void(*other, way=UNDONE)
    return saved


def _partner(work: Work, kind: str, record: str) -> tuple[str, str] | None:
    """Return kind and id of the household a head began, or of the head a household began with."""
    stored = work.find(kind, record)
    names_other = {"household": ("head", "member"), "member": ("household", "household")}.get(kind)
    if stored is None or names_other is None or not stored.values[names_other[0]]:
        return None
    other = (names_other[1], str(stored.values[names_other[0]]))
    return other if work.made_together(record, other[1]) else None


def _undone(stored: Stored | None) -> bool:
    return stored is not None and stored.values["voided"] == UNDONE


def _goes_too(work: Work, kind: str, other: tuple[str, str]) -> bool:
    """Return whether the other one stands, and nobody else lives in the household that would go with its head."""
    stored = work.find(*other)
    if stored is None or stored.voided:
        return False
    return kind == "household" or not work.count("member", {"household": other[1]})
