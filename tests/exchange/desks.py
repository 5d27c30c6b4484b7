"""Desks without a vault: what they know is a dictionary, what they do is done by the real parts."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence

from fupin_desk.domain.changes import Change, Value, make_change, village_stream
from fupin_desk.exchange.admission import Sender
from fupin_desk.exchange.merge import Outcome, judge
from fupin_desk.kinds.registers import Register, registers_of

VILLAGE = "990101001001"
STREAM = village_stream(VILLAGE)
AT = "2018-11-20T09:30:00Z"


def an_id(number: int) -> str:
    """A UUIDv7 of no particular time."""
    return f"01670000-0000-7000-8000-{number:012x}"


def a_change(**said: object) -> Change:
    """A household's group, first written, unless said otherwise."""
    usual: dict[str, object] = {
        "stream": STREAM,
        "parents": [],
        "desk": "desk-a",
        "person": "person-a",
        "at": AT,
        "kind": "household",
        "record": an_id(1),
        "purpose": "register",
        "values": {"group": "1组"},
        "based_on": {},
        "salt": bytes(16),
    }
    return make_change(**(usual | said))  # type: ignore[arg-type]


def erased(change: Change) -> Change:
    """A change whose values were destroyed."""
    return Change(stream=change.stream, parents=change.parents, body_digest=change.body_digest, body=change.body)


class History:
    """What one desk has: the answers that merging asks for, as the store will give them."""

    def __init__(self, desk: str, dice: random.Random | None = None) -> None:
        self.desk = desk
        self.dice = dice or random.Random(desk)
        self.changes: dict[str, Change] = {}
        self.held: list[Change] = []

    # ---- what merging asks

    def standing(self, stream: str, digests: Collection[str]) -> Mapping[str, bool]:
        found = {digest: self.changes[digest] for digest in digests if digest in self.changes}
        return {digest: change.bare for digest, change in found.items() if change.stream == stream}

    def graph(self, stream: str) -> Iterable[tuple[str, Sequence[str]]]:
        return [(digest, change.parents) for digest, change in self.changes.items() if change.stream == stream]

    def histories(self, records: Collection[tuple[str, str]]) -> Iterable[Change]:
        bodies = [(change, change.body) for change in self.changes.values()]
        return [change for change, body in bodies if body is not None and (body.kind, body.record) in records]

    # ---- what a desk does

    def heads(self, stream: str = STREAM) -> list[str]:
        mine = {digest: change for digest, change in self.changes.items() if change.stream == stream}
        followed = {parent for change in mine.values() for parent in change.parents}
        return sorted(mine.keys() - followed)

    def ancestors(self, heads: Collection[str]) -> set[str]:
        """Everything at or behind heads."""
        found: set[str] = set()
        waiting = [head for head in heads if head in self.changes]
        while waiting:
            digest = waiting.pop()
            if digest not in found:
                found.add(digest)
                waiting += self.changes[digest].parents
        return found

    def register(self, record: str, name: str) -> Register:
        return self.registers(record).get(name, Register({}))

    def registers(self, record: str) -> dict[str, Register]:
        return registers_of(self.histories({("household", record)}))

    def write(self, record: str, name: str, value: Value, at: str = AT) -> Change:
        """Save one field as the person saw it, on top of all heads."""
        seen = list(self.register(record, name).heads)
        change = a_change(
            parents=self.heads(),
            desk=self.desk,
            at=at,
            record=record,
            values={name: value},
            based_on={name: seen},
            salt=self.dice.randbytes(16),
        )
        self.changes[change.digest] = change
        return change

    def take(self, offered: Iterable[Change], sender: Sender, vouched: Collection[str] = ()) -> Outcome:
        outcome = judge(offered, sender, self, held=self.held, vouched=vouched)
        for change in outcome.apply:
            assert all(parent in self.changes for parent in change.parents), "applied before its parents"
            self.changes[change.digest] = change
        self.held = outcome.hold
        return outcome

    # ---- what a test compares

    def state(self) -> dict[str, object]:
        """Everything in the history that there is to see, whatever way it came about."""
        records = {change.body.record for change in self.changes.values() if change.body is not None}
        return {
            "changes": {digest: change.bare for digest, change in sorted(self.changes.items())},
            "registers": {record: self.registers(record) for record in sorted(records)},
        }


def anybody(desk: str = "desk-a") -> Sender:
    """A sender who may pass on what others wrote, as the office may."""
    return Sender(desk, frozenset({STREAM}), any_name=True)
