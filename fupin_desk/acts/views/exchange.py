"""The exchange in plain words: what was sent, what became of it, and which records need somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.keeping.status import status_and_unsent
from fupin_desk.acts.records.names import names
from fupin_desk.kinds import KINDS
from fupin_desk.store import KeptBundle, Reader

TROUBLES = ("returned", "disputed", "held")
MOST = 200


@dataclass(frozen=True)
class Trouble:
    """A change that did not simply go through."""

    state: str
    reason: str | None
    kind: str
    record: str
    name: str


@dataclass(frozen=True)
class ExchangeSeen:
    """What the page shows."""

    numbers: dict[str, Any]
    """``acts.keeping.status``."""
    unsent: int
    """Changes the office was never sent; those withheld are not among them."""
    troubles: list[Trouble]
    bundles: list[tuple[bool, KeptBundle]]
    """Newest first; whether it was made here."""
    villages: dict[str, str]
    """Names of the desks the office let in, by id."""
    persons: dict[str, int]
    """Of how many persons each of them was the first to tell."""


def exchange_page(desk: Desk) -> ExchangeSeen:
    """Return the numbers and what is behind them; at a village slow where its history is long."""
    numbers, unsent = status_and_unsent(desk)
    with desk.vault.reading() as reader:
        bundles = [(made, bundle) for made in (True, False) for bundle in reader.bundles(made=made)]
        bundles.sort(key=lambda bundle: bundle[1].at, reverse=True)
        villages = {enrolled.desk: enrolled.name for enrolled in reader.desks()}
        return ExchangeSeen(numbers, unsent, _troubles(reader), bundles[:MOST], villages, reader.persons_by_desk())


def _troubles(reader: Reader) -> list[Trouble]:
    behind = {digest: sent for digest, sent in reader.sent().items() if sent.state in TROUBLES}
    rows = []
    for change in reader.changes_named(list(behind)[:MOST]):
        body = change.body
        if body is None or body.kind not in KINDS:
            continue
        sent = behind[change.digest]
        name = names(reader, body.kind, [body.record]).get(body.record, "")
        rows.append(Trouble(sent.state, sent.reason, body.kind, body.record, name))
    return rows
