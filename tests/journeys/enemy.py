"""A laptop that was let in and means harm: it has valid keys, and signs whatever anybody can write."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fupin_desk.acts.bundles.persons import persons_to_tell
from fupin_desk.domain.changes import Body, Change, Value, canonical, make_change, sha256
from fupin_desk.domain.ids import uuid7
from fupin_desk.domain.limits import MOST_HEADS
from fupin_desk.exchange.bundle import BundleContent, pack
from fupin_desk.kinds import KINDS
from tests.exchange.county import files_in
from tests.journeys.county import VILLAGE, Machine

STREAM = f"village:{VILLAGE}"
AT = "2018-12-03T09:00:00Z"


@dataclass
class Enemy:
    """What such a laptop does with its keys, beside its own program."""

    machine: Machine
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1_000))
    written: list[str] = field(default_factory=list)
    """Heads of what it wrote besides."""

    def an_id(self) -> str:
        """Return a new record's id."""
        return uuid7(self.machine.clock(), self.dice.randbytes(10))

    def heads(self, stream: str = STREAM) -> list[str]:
        """Return the heads its own program knows."""
        with self.machine.desk.vault.reading() as reader:
            return reader.heads(stream)

    def change(self, kind: str, record: str | None = None, /, **said: Any) -> Change:
        """Write a change down: values as they are given; what else it says can be said too."""
        given: dict[str, Any] = {
            name: said.pop(name)
            for name in ("stream", "parents", "desk", "person", "at", "purpose", "based_on")
            if name in said
        }
        values: Mapping[str, Value] = said
        stream = given.get("stream", STREAM)
        usual: dict[str, Any] = {
            "stream": stream,
            "parents": self.heads(stream) if stream == STREAM else [],
            "desk": self.machine.desk.id,
            "person": self.machine.desk.person,
            "at": AT,
            "purpose": purpose_of(kind, values),
            "based_on": {},
        }
        return make_change(
            kind=kind, record=record or self.an_id(), values=values, salt=self.dice.randbytes(16), **(usual | given)
        )

    def order(self, of: str, covers: Sequence[str], /, of_kind: str = "household", **said: Any) -> Change:
        """Write an order to erase."""
        values = {"of_kind": of_kind, "of": of, "asked_on": "2018-12-03", "covers": sorted({of, *covers})}
        return self.change("erasure", None, **values, **said)

    def bundle(self, changes: Sequence[Change], **said: Any) -> Path:
        """Sign a bundle with these changes, whatever they are."""
        office = self.machine.desk.certificate("office")
        followed = {parent for change in changes for parent in change.parents}
        heads: dict[str, list[str]] = {STREAM: []}
        for change in changes:
            if change.digest not in followed:
                heads.setdefault(change.stream, []).append(change.digest)
        heads = {stream: sorted(set(each))[:MOST_HEADS] for stream, each in heads.items()}
        number = next(self.numbers)
        usual: dict[str, Any] = {"number": number, "made_at": AT, "heads": heads, "changes": list(changes)}
        with self.machine.desk.vault.reading() as reader:
            usual["persons"] = persons_to_tell(self.machine.desk, reader, ())
        said |= files_in(said.pop("blobs", {}))
        data = pack(BundleContent(recipient=office, **(usual | said)), self.machine.desk.signer())
        file = self.machine.folder.parent / f"enemy-{number}.fdb"
        file.write_bytes(data)
        return file


def purpose_of(kind: str, values: Mapping[str, Value]) -> str:
    """Return the purpose for which a kind's fields are kept."""
    if kind not in KINDS:
        return "office"
    spec = KINDS[kind]
    return next((spec.fields[name].purpose.value for name in values if name in spec.fields), spec.cls.purpose.value)


def gone(change: Change) -> Change:
    """Return a change as it travels after an erasure."""
    return Change(stream=change.stream, parents=change.parents, body_digest=change.body_digest, body=change.body)


def with_body(change: Change, **said: Any) -> Change:
    """Return a change whose body says something else, with a digest that fits."""
    assert change.body is not None
    parts = {name: getattr(change.body, name) for name in Body.__struct_fields__} | said
    body = Body(**parts)
    return Change(
        stream=change.stream,
        parents=change.parents,
        body_digest=sha256(canonical(body)),
        body=body,
        salt=change.salt,
        values=change.values,
    )
