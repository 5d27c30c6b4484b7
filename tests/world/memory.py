"""What a test remembers of a world: all that was ever written in it, so that what is missing is missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fupin_desk.domain.changes import LOCAL_STREAM, Change, Value
from fupin_desk.domain.fields import Privacy
from fupin_desk.kinds import KINDS


@dataclass(frozen=True)
class Order:
    """An order to erase."""

    digest: str
    stream: str
    of: str
    covers: frozenset[str]


@dataclass
class Seen:
    """What was at one machine when it was looked at last."""

    changes: dict[str, Change] = field(default_factory=dict)
    held: dict[str, Change] = field(default_factory=dict)


@dataclass
class Memory:
    """Everything that was ever seen at any machine."""

    records: list[tuple[str, str, str]] = field(default_factory=list)
    """Village, kind and id of all that steps may be about."""
    ever: dict[str, Change] = field(default_factory=dict)
    """Every change by its digest, as full as it ever was."""
    here: dict[str, Seen] = field(default_factory=dict)
    """By machine."""
    signed: dict[str, frozenset[str]] = field(default_factory=dict)
    """For each receipt, by its digest, the changes that the office had with their content when it signed."""
    older: dict[str, set[str]] = field(default_factory=dict)
    """By laptop, the receipts that the one it goes by names as earlier ones."""
    local_words: set[str] = field(default_factory=set)
    """Words that may never leave a laptop."""
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    """By laptop, what was typed and cannot be, with the record it stands beside."""
    agreed: set[str] = field(default_factory=set)
    """Households that ever agreed to being registered at the county."""

    def remember(self, changes: Iterable[tuple[str, Change]]) -> None:
        """Remember changes as full as they are."""
        for digest, change in changes:
            known = self.ever.get(digest)
            if known is None or (known.values is None and change.values is not None) or known.bare:
                self.ever[digest] = change


def following(changes: Mapping[str, Change], order: str) -> set[str]:
    """Return those of a history's changes (parents first) that were written by somebody who knew of an order."""
    found = {order}
    for digest, change in changes.items():
        if not found.isdisjoint(change.parents):
            found.add(digest)
    return found


def orders_in(changes: Mapping[str, Change]) -> list[Order]:
    """Return the orders to erase among changes."""
    found = []
    for digest, change in changes.items():
        if change.body is not None and change.body.kind == "erasure" and change.values is not None:
            covers = change.values.get("covers")
            named = frozenset(covers) if isinstance(covers, list) else frozenset()
            found.append(Order(digest, change.stream, str(change.values["of"]), named | {str(change.values["of"])}))
    return found


def local_fields(change: Change) -> set[str]:
    """Return the fields of a change that never leave the laptop."""
    body = change.body
    if body is None or body.kind not in KINDS or change.stream == LOCAL_STREAM:
        return set()
    fields = KINDS[body.kind].fields
    return {name for name in body.based_on if name in fields and fields[name].field.privacy is Privacy.LOCAL}


def words_in(value: Value) -> set[str]:
    """Return the made-up words in a value."""
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return {word for text in texts for word in text.split() if word.startswith("zq") and word.endswith("q")}
