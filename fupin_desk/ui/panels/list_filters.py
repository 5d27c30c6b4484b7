"""What a list is asked by: its chips, and in words what they ask, for whoever reads the list elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.names import village_names_of
from fupin_desk.acts.views.list_cells import VILLAGE, head_of
from fupin_desk.acts.views.list_numbers import ANSWERED, LEVELS
from fupin_desk.acts.views.listing import Asked, choices_of, filters_of, money_owed, name_of_column
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, SYNC_STATUS, PageSpec
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.chips import Chip, ChoiceChip, Offer

Take = Callable[[Asked], None]


class ListFilters:
    """The chips of one list; ``asked`` returns what is asked of it now, ``take`` changes that."""

    def __init__(self, session: Session, spec: PageSpec, asked: Callable[[], Asked], take: Take) -> None:
        self.session, self.spec, self._asked, self._take = session, spec, asked, take
        self.say = session.words.say

    def chips(self) -> list[QWidget]:
        """Return the chips that the list has."""
        office = self.session.desk.role == "office"
        chips: list[QWidget] = [self._of_field(name) for name in filters_of(self.spec, self.session.desk.role)]
        names = {name_of_column(column) for column in self.spec.columns}
        if FINDINGS in names:
            chips.append(self._of_levels())
        if MONEY_OPEN in names and money_owed(self.spec, self.session.desk.role):
            chips.append(self._turned("window.list.money_open", "money_open"))
        if SYNC_STATUS in names and not office:
            chips.append(self._turned("window.list.to_send", "to_send"))
            chips.append(self._of_statuses())
        return chips

    def _turned(self, key: str, name: str) -> Chip:
        chip = Chip(self.say(key), bool(getattr(self._asked(), name)))
        chip.toggled.connect(lambda on: self._take(replace(self._asked(), **{name: on})))
        return chip

    def _of_field(self, name: str) -> ChoiceChip:
        def take(values: tuple[Any, ...]) -> None:
            self._take(replace(self._asked(), fields={**self._asked().fields, name: values}))

        head = head_of(self.session.words, self.spec.kind, name)
        wanted = self._asked().fields.get(name, ())
        return self._chip(head, wanted, partial(self._values, name), take)

    def _values(self, name: str) -> list[Offer]:
        session = self.session
        seen = (session.findings, session.of_household)
        counts = choices_of(session.desk, self.spec, self._asked(), name, session.words.language, seen)
        return [(value, self.called(name, value), count) for value, count in counts.items()]

    def called(self, name: str, value: Any) -> str:
        """Return what a value of a field is called."""
        words = self.session.words
        if value is None:
            return self.say("window.list.nothing_said")
        if name == VILLAGE:
            return words.apart(village_names_of(self.session.desk, [value])[value])
        spec = kind_spec(self.spec.kind).fields[name]
        whole = [value] if spec.field.shape.several else value
        return words.apart(words.value(spec, whole))

    def _of_levels(self) -> ChoiceChip:
        levels = (*map(str, reversed(LEVELS)), "none")
        offer: list[Offer] = [(level, self.say(f"window.list.problem.{level}"), None) for level in levels]
        return self._chip(self.say("window.list.problems"), self._asked().levels, lambda: offer, self._take_levels)

    def _take_levels(self, levels: tuple[str, ...]) -> None:
        self._take(replace(self._asked(), levels=levels))

    def _of_statuses(self) -> ChoiceChip:
        offer: list[Offer] = [(status, self.say(f"window.sync_status.{status}"), None) for status in ANSWERED]
        head = self.say("window.sync_status")
        return self._chip(head, self._asked().statuses, lambda: offer, self._take_statuses)

    def _take_statuses(self, statuses: tuple[str, ...]) -> None:
        self._take(replace(self._asked(), statuses=statuses))

    def _chip(
        self, label: str, wanted: Sequence[Any], offer: Callable[[], Sequence[Offer]], take: Callable[[Any], None]
    ) -> ChoiceChip:
        head = label[:1].upper() + label[1:]
        chip = ChoiceChip(head, self.say("window.list.everything"), wanted, offer)
        chip.chosen.connect(take)
        return chip

    def in_words(self) -> tuple[str, ...]:
        """Return what the list is filtered and sorted by, for whoever reads it elsewhere."""
        asked, words = self._asked(), self.session.words
        said = [
            self.say("list.of_field", field=head_of(words, self.spec.kind, name), values=self._called(name, values))
            for name, values in asked.fields.items()
            if values
        ]
        said += [self.say(f"window.list.problem.{level}") for level in asked.levels]
        said += [self.say(f"window.sync_status.{status}") for status in asked.statuses]
        said += [self.say(f"window.list.{name}") for name in ("money_open", "to_send") if getattr(asked, name)]
        said += [f"“{asked.text.strip()}”"] if asked.text.strip() else []
        sentences = [self.say("list.filtered", filters=said)] if said else []
        if asked.order:
            key = "list.sorted_down" if asked.order.startswith("-") else "list.sorted"
            column = next(
                column
                for column in (*self.spec.columns, *self.spec.more, VILLAGE)
                if name_of_column(column) == asked.column
            )
            sentences.append(self.say(key, column=head_of(words, self.spec.kind, column)))
        return tuple(sentences)

    def _called(self, name: str, values: Sequence[Any]) -> list[str]:
        return [self.called(name, value) for value in values]
