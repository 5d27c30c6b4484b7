"""Which household or member a row means, where no number says it; what cannot be told is asked, and nothing is made.

The question stands in the answer; it is answered in the column of marks: yes, no, or the number of the household.

Always true:

* nobody's birth or ID number is put right by making them twice;
* a row that names somebody else than the ID number on it does is asked about, where nothing else tells whose it is;
* a row that brings a number, an ID number or a group that a household of the same head lacks is never taken for another
  one, nor for the same, without a word of the clerk;
* the same ledger a second time finds what the first one made, whatever was answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from fupin_desk.acts.ledger.identity import compared, same
from fupin_desk.acts.ledger.shelf import Entry, names_of
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.domain.ages import birth_of
from fupin_desk.domain.folding import fold
from fupin_desk.domain.likeness import Told, same_person, spelled_otherwise
from fupin_desk.ledger.columns import MARK
from fupin_desk.ledger.vocabulary import words_of, yes_no

Reply = Literal["yes", "no"] | None


def reply_of(typed: str | None) -> Reply:
    """Return what somebody answered to a question in the column of marks; None where it is no answer."""
    plain = fold(typed or "")
    if plain in words_of("marks", "new") or yes_no().get(plain) is False:
        return "no"
    return "yes" if yes_no().get(plain) is True else None


def household_of(stage: Staging, values: Mapping[str, Any], head: Mapping[str, Any]) -> Entry | None:
    """Return the household of a row: by its number, its head's ID number, else its head's name and what else is known.

    None where it is a new one, or where it must be asked: then the row has a fault.
    """
    if stage.marked is not None:
        return stage.marked
    shelf, number = stage.shelf, values.get("ledger_number")
    by_number = stage.same("household", {"number": number, "ledger_number": number}, "ledger_number", number)
    by_id = shelf.matching("member", {"id_number": head.get("id_number")})
    heads = [entry for way in by_id for entry in way if shelf.is_head(entry)]
    homes = [home for home in (shelf.get("household", entry.values.get("household")) for entry in heads) if home]
    if by_number is not None and homes and homes[0] is not by_number:
        stage.fault("ledger_number", "clash")
    if by_number is None and homes and not stage.faults:
        _one_of_name(stage, "household", "head.id_number", heads[0], homes[0], head.get("name"))
    if by_number is not None or homes or "name" not in head:
        return by_number or (homes[0] if homes else None)
    meant = _named(stage, "household")
    if meant is not None or stage.faults:
        return meant
    headed = shelf.headed_by(compared("name", head["name"]))
    told = {home: _told_of_household(stage, home, values, head) for home in headed}
    chosen = _chosen(stage, "head.name", "household", told, lambda home: _adds_nothing(stage, home, values, head))
    if chosen is not None and _another_of_list(stage, chosen) and birth_of(head) is None:
        stage.fault("head.name", "ambiguous", name=head["name"])
    return chosen


def _another_of_list(stage: Staging, home: Entry) -> bool:
    """Return whether another household of the same list of persons was taken for it: two heads of one name."""
    row = stage.row
    return row.home is not None and any(sheet == row.sheet and at != row.number for sheet, at in home.said.values())


def member_of(stage: Staging, values: Mapping[str, Any], but: Callable[[Entry], bool]) -> Entry | None:
    """Return the member a row means: by ID number, else by its name in its household and what else is known.

    None where it is a new one, or where it must be asked: then the row has a fault. ``but`` says who it cannot be.
    """
    if stage.marked is not None:
        return stage.marked
    alike = [entry for way in stage.shelf.matching("member", values) for entry in way if not but(entry)]
    number = values.get("id_number")
    of_number = [entry for entry in alike if number is not None and entry.values.get("id_number") == number]
    if of_number:
        same_id = stage.same("member", values, "name", values["name"], but)
        if same_id is not None and _at_home(same_id, values):
            _one_of_name(stage, "member", "id_number", same_id, same_id, values["name"])
        return same_id
    told = {entry: _told_of_member(values, entry.values) for entry in alike}
    # One name with another birth or ID number in one household: put right, or two people of that name.
    corrected: dict[Entry, Told] = {entry: "unsure" for entry in stage.shelf.like("member", values) if not but(entry)}
    return _chosen(stage, "name", "member", told or corrected, lambda entry: _all_said(entry, values))


def _one_of_name(stage: Staging, kind: str, key: str, person: Entry, meant: Entry, name: str | None) -> None:
    """Ask where nothing but an ID number tells who is meant, and the person here has another name than is written.

    The name was put right, or the number is somebody else's: both happen.
    """
    if name is None or compared("name", name) in names_of(person) or reply_of(stage.row.said.get(MARK)) == "yes":
        return
    if kind == "household" and _named(stage, kind) is meant:
        return
    stage.fault(key, "id_of_another", name=_called(stage, [meant]))


def _at_home(member: Entry, values: Mapping[str, Any]) -> bool:
    """Return whether a member is of the household that a row names."""
    return member.values.get("household") in (None, values.get("household"))


def _told_of_member(member: Mapping[str, Any], here: Mapping[str, Any]) -> Told:
    """Return whether two people of one name in one household are one: as a rule they are."""
    told = same_person(member, here)
    if told != "unsure":
        return told
    relations = member.get("relation"), here.get("relation")
    of_two_places = None not in relations and relations[0] != relations[1] and "head" in relations
    return "unsure" if of_two_places or spelled_otherwise(member, here) else "same"


def _told_of_household(stage: Staging, home: Entry, values: Mapping[str, Any], head: Mapping[str, Any]) -> Told:
    """Return whether a household whose head bears the row's name is the row's."""
    now = stage.shelf.head_of(home)
    told = same_person(head, now.values) if now is not None else "other"
    if now is None or told == "other":
        return "other"
    here, there = values.get("ledger_number"), home.values.get("ledger_number")
    if here and there and not same("ledger_number", here, there):
        return "unsure" if told == "same" else "other"  # two numbers are two households, unless their heads are one
    groups = values.get("group"), home.values.get("group")
    if None not in groups and not same("group", *groups):
        return "unsure"
    brings = (here and not there) or ("id_number" in head and now.values.get("id_number") is None)
    if told == "same":
        return "same"
    return "unsure" if brings or spelled_otherwise(head, now.values) else "same"


def _chosen(
    stage: Staging, key: str, kind: str, told: Mapping[Entry, Told], adds_nothing: Callable[[Entry], bool]
) -> Entry | None:
    """Return the record that is meant, None for a new one; asks, with a fault, where it cannot be told."""
    sure = [entry for entry, is_it in told.items() if is_it == "same"]
    unsure = [entry for entry, is_it in told.items() if is_it == "unsure" and not entry.voided]
    reply = reply_of(stage.row.said.get(MARK))
    if reply == "no":
        known = [entry for entry in sure if adds_nothing(entry)]
        if sure and not known:
            stage.fault(key, f"same_name_{kind}", name=_called(stage, sure))
        return known[0] if known else None
    meant = sure or (unsure if reply == "yes" else [])
    if len(meant) == 1:
        if meant[0].voided:
            stage.fault(key, "voided")
        return meant[0]
    if meant or unsure:
        everyone = meant or unsure
        stage.fault(key, f"is_it_{kind}" if len(everyone) == 1 else f"which_{kind}", name=_called(stage, everyone))
    elif reply == "yes":
        stage.fault(MARK, "nobody_like_it")
    return None


def _named(stage: Staging, kind: str) -> Entry | None:
    """Return the household whose number stands in the column of marks."""
    typed = stage.row.said.get(MARK)
    if typed is None or reply_of(typed) is not None:
        return None
    entry = stage.same(kind, {"number": typed, "ledger_number": typed}, MARK, typed)
    if entry is None and not stage.faults:
        stage.fault(MARK, "not_found", name=typed)
    return entry


def _adds_nothing(stage: Staging, home: Entry, values: Mapping[str, Any], head: Mapping[str, Any]) -> bool:
    now = stage.shelf.head_of(home)
    return now is not None and _all_said(home, values) and _all_said(now, head)


def _all_said(entry: Entry, values: Mapping[str, Any]) -> bool:
    """Return whether a record says already all that a row does."""
    here = entry.values
    return all(here.get(name) is not None and same(name, value, here[name]) for name, value in values.items())


def _called(stage: Staging, entries: Iterable[Entry]) -> list[str]:
    """Return what people know the records by: name, group and number, or name and birth."""
    return [" · ".join(str(part) for part in _known_by(stage, entry) if part) for entry in entries]


def _known_by(stage: Staging, entry: Entry) -> list[Any]:
    if entry.kind == "member":
        return [entry.values.get("name"), entry.values.get("born_on") or entry.values.get("born_in")]
    now = stage.shelf.head_of(entry)
    number = entry.values.get("ledger_number") or entry.values.get("number")
    return [now.values.get("name") if now else None, entry.values.get("group"), number]
