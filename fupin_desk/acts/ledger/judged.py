"""A row whose references are found: what it says of its own record and of the others it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fupin_desk.acts.ledger.identity import compared
from fupin_desk.acts.ledger.paying import Paying
from fupin_desk.acts.ledger.shelf import Entry, names_of
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.domain.ages import age_on, births_agree
from fupin_desk.domain.id_numbers import born_by
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.columns import MARK, target_of

YOUNGEST = 14
"""Of a child under this age no ID number is kept (safeguards.md)."""


class JudgedImport:
    """A row whose references are found."""

    def __init__(
        self, stage: Staging, household: Entry | None, ids: dict[str, Any], paying: Paying, village: str, on: date
    ) -> None:
        """Keep what is known of it."""
        self.stage, self.household, self.ids, self.paying = stage, household, ids, paying
        self.village, self.on = village, on
        self.heads_to_come: frozenset[Any] = frozenset()

    def head_to_come(self, values: Mapping[str, Any]) -> bool:
        """Return whether a row of the members' sheet names the head of a household that is told by its number."""
        return compared("ledger_number", values.get("ledger_number")) in self.heads_to_come

    def part(self, prefix: str) -> dict[str, Any]:
        """Return what the row says of one of its parts, by field."""
        row_values = self.stage.row.said
        if prefix:
            return {key.removeprefix(prefix): value for key, value in row_values.items() if key.startswith(prefix)}
        references = {MARK, *(column.key for column in self.stage.row.spec.columns if column.refers)}
        return {key: value for key, value in row_values.items() if "." not in key and key not in references}

    def main(self) -> dict[str, Any]:
        """Return the values of the row's own record, references as ids."""
        fields = KINDS[self.stage.row.spec.kind].fields
        values = self.part("")
        for key, record in self.ids.items():
            name = target_of(self.stage.row.spec.kind, key)
            if name == "about" and name in values:
                self.stage.fault(key, "clash")
            if name in fields:
                values[name] = record
        for column in self.stage.row.spec.columns:
            name = target_of(self.stage.row.spec.kind, column.key)
            cleared = column.refers and column.key in self.stage.row.said and self.stage.row.said[column.key] is None
            if cleared and name in fields and name != "household":
                values.setdefault(name, None)
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
        for entry in (entry for way in self.stage.shelf.matching("member", number) for entry in way):
            there = entry.said.get("id_number")
            if there and "name" in values and compared("name", values["name"]) not in names_of(entry):
                self.stage.fault(key, "same_id", name=entry.values.get("name"), sheet=there[0], line=there[1])
