"""What each sheet's rows mean for the records: one function for every kind of row that is more than one record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fupin_desk.acts.ledger.identity import NEEDS, agrees, compared, same
from fupin_desk.acts.ledger.measuring import fill_in, measure, name_goods
from fupin_desk.acts.ledger.naming import CannotTell, Naming
from fupin_desk.acts.ledger.paying import Paying
from fupin_desk.acts.ledger.shelf import Entry, names_of
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.acts.ledger.telling import household_of, member_of
from fupin_desk.domain.ages import age_on, births_agree
from fupin_desk.domain.id_numbers import born_by
from fupin_desk.domain.ids import village_id
from fupin_desk.domain.records import KINDS
from fupin_desk.ledger.columns import MARK

YOUNGEST = 14
"""Of a child under this age no ID number is kept (safeguards.md)."""
UNTOLD = frozenset({"head_untold", "head_missing", "group_untold", "sheet_untold"})
"""Why a whole list of persons cannot be taken: what else is wrong with a row of it is for another time."""
TARGETS = {"about_contract": "about", "about_distribution": "about", "about_share": "about"}
"""Columns that fill a field of another name."""


def judge(stage: Staging, naming: Naming, paying: Paying, village: str, on: date) -> None:
    """Stage what a row says, or why it cannot be."""
    row = stage.row
    stage.faults.extend(row.faults)
    stage.notes.extend(row.notes)
    if any(fault.reason in UNTOLD for fault in row.faults):
        return
    bad = {fault.column for fault in row.faults}
    for group in NEEDS[row.spec.key]:
        there = any(key in row.said or row.headings.get(key, (key,))[0] in bad for key in group)
        if not there:
            stage.fault(group[0], "missing")
    household: Entry | None = None
    try:
        household = naming.household(row)
    except CannotTell as cannot:
        stage.faults.append(cannot.fault)
    ids, faults = naming.resolve(row, household)
    stage.faults.extend(faults)
    if not stage.faults:
        SHEETS.get(row.spec.key, _plain)(Judged(stage, household, ids, paying, village, on))


class Judged:
    """A row whose references are found."""

    def __init__(
        self, stage: Staging, household: Entry | None, ids: dict[str, Any], paying: Paying, village: str, on: date
    ) -> None:
        """Keep what is known of it."""
        self.stage, self.household, self.ids, self.paying = stage, household, ids, paying
        self.village, self.on = village, on

    def part(self, prefix: str) -> dict[str, Any]:
        """Return what the row says of one of its parts, by field."""
        said = self.stage.row.said
        if prefix:
            return {key.removeprefix(prefix): value for key, value in said.items() if key.startswith(prefix)}
        references = {MARK, *(column.key for column in self.stage.row.spec.columns if column.refers)}
        return {key: value for key, value in said.items() if "." not in key and key not in references}

    def main(self) -> dict[str, Any]:
        """Return the values of the row's own record, references as ids."""
        fields = KINDS[self.stage.row.spec.kind].fields
        values = self.part("")
        for key, found in self.ids.items():
            name = TARGETS.get(key, key)
            if name == "distribution" and name not in fields:
                name = "distribution_line"
            if name == "about" and name in values:
                self.stage.fault(key, "clash")
            if name in fields:
                values[name] = found
        if self.household is not None and "household" in fields:
            values["household"] = self.household.id
        return values

    def person(self, values: dict[str, Any], key: str) -> dict[str, Any]:
        """Return a member's values without the ID number of a child, whose date of birth stays.

        A date of birth that is not the one in the ID number makes a fault: one of them is wrong.
        """
        number = {"id_number": values.get("id_number")}
        born = born_by(number["id_number"])
        self._nobody_elses(values, number, key)
        if not births_agree(number, {**values, "id_number": None}):
            self.stage.fault(key, "birth_differs")
        if born is None or age_on(born, self.on) >= YOUNGEST:
            return values
        self.stage.note(key, "child_id")
        kept = {name: value for name, value in values.items() if name != "id_number"}
        return kept if "born_on" in kept else kept | {"born_on": born.isoformat()}

    def _nobody_elses(self, values: Mapping[str, Any], number: Mapping[str, Any], key: str) -> None:
        """Say so where another row of this ledger gives the ID number to somebody of another name."""
        for entry in (each for way in self.stage.shelf.matching("member", number) for each in way):
            there = entry.said.get("id_number")
            if there and "name" in values and compared("name", values["name"]) not in names_of(entry):
                self.stage.fault(key, "same_id", name=entry.values.get("name"), sheet=there[0], line=there[1])


def _plain(judged: Judged, values: dict[str, Any] | None = None) -> None:
    stage, values = judged.stage, judged.main() if values is None else values
    if stage.faults:
        return
    kind = stage.row.spec.kind
    key = NEEDS[stage.row.spec.key][-1][0]
    found = stage.same(kind, values, key, stage.row.said.get(key))
    if found is None and stage.shelf.stands_as_nobodys(kind, values):
        stage.fault("amount_fen", "erased")
    elif found is None and stage.shelf.like(kind, values):
        stage.note(None, "another_like_it")
    stage.write(kind, found, values, {})


def _village(judged: Judged) -> None:
    code = judged.stage.row.said["code"]
    if code != judged.village:
        judged.stage.fault("code", "other_village", code=code)
        return
    values = judged.main()
    found = judged.stage.same("village", values, "code", code)
    # The same id on every desk: the office and a second laptop speak of the same village.
    judged.stage.write("village", found or Entry("village", village_id(code), {}, here=False), values, {})


def _household(judged: Judged) -> None:
    stage, values = judged.stage, judged.part("")
    head = judged.person(judged.part("head."), "head.id_number")
    if stage.faults:
        return
    found = household_of(stage, values, head)
    if found is None and not stage.faults and "ledger_number" not in values and "name" not in head:
        stage.fault("head.name", "missing")
    if stage.faults:
        return
    if found is not None and same("number", found.values.get("number"), values.get("ledger_number")):
        values.pop("ledger_number", None)
    home = stage.write("household", found, values, {})
    if head:
        _head(judged, home, head)
    consent = judged.part("consent.")
    if consent:
        _consent(judged, home, consent)


def _head(judged: Judged, home: Entry, head: dict[str, Any]) -> None:
    stage = judged.stage
    now = stage.shelf.head_of(home)
    keys = {name: f"head.{name}" for name in head} | {"relation": "head.name", "other_name": "head.name"}
    if now is None:
        values = {**head, "household": home.id, "relation": "head"}
        found = stage.same("member", values, "head.name", head.get("name"))
        if found is None and "name" not in head:
            stage.fault("head.name", "missing")
            return
        now = stage.write("member", found, values, keys)
        stage.write("household", home, {"head": now.id}, {"head": "head.name"})
        return
    same_id = "id_number" in head and now.values.get("id_number") == head["id_number"]
    same_name = "name" not in head or compared("name", head["name"]) in names_of(now)
    if not same_id and not (same_name and agrees(("id_number", "birth"), head, now.values)):
        stage.fault("head.name", "other_head", name=now.values.get("name"))
        return
    if "name" in head and same_name:
        _say_as_known(now, head)
    if now.values.get("relation") == "head":
        head["relation"] = "head"  # this row says so, the first time and the second
    stage.write("member", now, head, keys)


def _say_as_known(member: Entry, values: dict[str, Any]) -> None:
    """Let a row say a name as it stands here, in the script it was written in: no later row may say another."""
    name = "name" if same("name", values["name"], member.values.get("name")) else "other_name"
    del values["name"]
    values.setdefault(name, member.values[name])


def _consent(judged: Judged, home: Entry, consent: dict[str, Any]) -> None:
    stage = judged.stage
    if "on" not in consent:
        stage.note("consent.on", "consent_undated")  # who asked is often filled down: without a day nobody agreed
        return
    values = {**consent, "household": home.id, "to": "register"}
    found = stage.same("consent", values, "consent.on", consent["on"])
    stage.write("consent", found, values, {name: f"consent.{name}" for name in consent})


def _member(judged: Judged) -> None:
    stage = judged.stage
    values = judged.person(judged.main(), "id_number")
    if stage.faults:
        return
    found = member_of(stage, values, _elsewhere(stage, values))
    _stays_at_home(stage, found, values, "name")
    if found is not None and "id_number" not in values and compared("name", values["name"]) in names_of(found):
        _say_as_known(found, values)
    entry = stage.write("member", found, values, {"household": "household"})
    home = judged.household
    if values.get("relation") != "head" or home is None:
        return
    now = stage.shelf.head_of(home)
    if now is None:
        stage.write("household", home, {"head": entry.id}, {"head": "relation"})
    elif now is not entry:
        stage.fault("relation", "two_heads", name=now.values.get("name"))


def _stays_at_home(stage: Staging, found: Entry | None, values: Mapping[str, Any], key: str) -> None:
    """A row moves nobody from one household to another: whose number it is has to be looked at by a person."""
    home = found.values.get("household") if found is not None else None
    if found is not None and home is not None and values.get("household") not in (None, home):
        stage.fault(key, "other_household", name=found.values.get("name"))


def _elsewhere(stage: Staging, values: Mapping[str, Any]) -> Callable[[Entry], bool]:
    """Return which records are of the same person in another household: one of the two says when they left it."""
    home = values["household"]
    found = [entry for way in stage.shelf.matching("member", values) for entry in way]
    left = any(entry.values.get("gone_since") for entry in found if entry.values.get("household") == home)
    return lambda entry: entry.values.get("household") != home and (left or bool(entry.values.get("gone_since")))


def _contract(judged: Judged) -> None:
    stage, values, home = judged.stage, judged.main(), judged.household
    number = values["ledger_number"]
    found = stage.same("contract", {"number": number, "ledger_number": number}, "ledger_number", number)
    if found is not None and same("number", found.values.get("number"), number):
        values.pop("ledger_number")
    fill_in(values, found.values if found else {})
    measure(stage, values, found.values if found else {})
    entry = stage.write("contract", found, values, {})
    if home is not None:
        _party(stage, {"contract": entry.id, "household": home.id, "role": "household"}, "household")
    role = stage.row.said.get("second.role")
    if "entity" in judged.ids:
        second = {"contract": entry.id, "entity": judged.ids["entity"]}
        _party(stage, second | ({"role": role} if role else {}), "entity")
    elif role:
        stage.fault("entity", "missing")


def _party(stage: Staging, values: dict[str, Any], key: str) -> None:
    found = stage.same("party", values, key, stage.row.said.get(key))
    if found is not None and key == "household" and found.values.get("role"):
        values.pop("role")  # a lessor, say: what stands says more than that it is a household
    stage.write("party", found, values, {"role": "second.role" if key == "entity" else key})


def _delivery(judged: Judged) -> None:
    contract = judged.stage.shelf.get("contract", judged.ids["contract"])
    values = judged.main()
    measure(judged.stage, values, contract.values if contract else {})
    _plain(judged, values)


def _payment(judged: Judged) -> None:
    stage, line = judged.stage, judged.ids.get("distribution")
    values = judged.main()
    name_goods(stage, values)
    _plain(judged, values)
    if stage.faults:
        return
    before = stage.parts[-1].entry.values.get("distribution_line")
    held_back = judged.paying.held_back(line) if line is not None and line != before else None
    if held_back:
        stage.fault("distribution", held_back)


SHEETS: dict[str, Callable[[Judged], None]] = {
    "village": _village,
    "households": _household,
    "members": _member,
    "contracts": _contract,
    "deliveries": _delivery,
    "payments": _payment,
}
