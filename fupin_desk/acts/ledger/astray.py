"""A marked row that says another record: the marks were left out of a sorting, or a row was typed over with a new one.

Always true:

* no row makes a record the same as another one that is here, nor puts another household or person in its place.
"""

from __future__ import annotations

from typing import Any

from fupin_desk.acts.ledger.identity import IDENTITIES, compared, same
from fupin_desk.acts.ledger.shelf import Entry, names_of
from fupin_desk.acts.ledger.staging import Staged, Staging
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.columns import MARK

TELLING = ("id_number", "born_on", "born_in")
"""What tells one person from another besides the name."""


def gone_astray(stage: Staging) -> None:
    """Refuse a marked row that says another record than its mark does; ``mark_astray``."""
    marked = stage.marked
    if marked is None or stage.faults:
        return
    replaced = _replaced(stage)
    if len(replaced) > 1 or any(_as_another(stage, part) for part in stage.parts):
        stage.fault(MARK, "mark_astray", name=_called(stage, marked))


def _replaced(stage: Staging) -> list[str]:
    """Return what a row of a household or member replaces of all that tells it apart."""
    columns = [
        name
        for part in stage.parts
        if part.entry.kind == "member" and part.entry.here
        for name in TELLING
        if _edited(part, name) and part.entry.first.get(name) is not None
    ]
    if any(_renamed(part) for part in stage.parts):
        columns.append("name")
    if any(
        part.entry.kind == "household" and _edited(part, "ledger_number") and part.entry.first.get("ledger_number")
        for part in stage.parts
    ):
        columns.append("ledger_number")
    return columns


def _renamed(part: Staged) -> bool:
    name = part.values.get("name")
    return part.entry.kind == "member" and bool(name) and compared("name", name) not in names_of(part.entry)


def _edited(part: Staged, name: str) -> bool:
    return name in part.values and not same(name, part.values[name], part.entry.first.get(name))


def _as_another(stage: Staging, part: Staged) -> bool:
    """Return whether a record would be the same as another that is here, by what the row says anew."""
    entry, edited = part.entry, {name for name in part.values if _edited(part, name)}
    if not entry.here:
        return False
    whole = {**entry.first, **part.values}
    ways = [key for key in IDENTITIES[entry.kind].keys if edited & set(key.fields)]
    others = [other for key in ways for other in stage.shelf.by_key(entry.kind, key, whole)]
    if _renamed(part) and stage.shelf.is_head(entry):
        others += stage.shelf.headed_by(compared("name", part.values["name"]))
        home = stage.shelf.get("household", entry.values.get("household"))
        others = [other for other in others if other is not home]
    return any(other is not entry and other.here and not other.voided for other in others)


def _called(stage: Staging, marked: Entry) -> Any:
    """Return what people know a record by."""
    named = stage.shelf.get("member", marked.first.get("head")) if marked.kind == "household" else marked
    cited = [(named or marked).first.get(name) for name in ("name", *KINDS[marked.kind].traits.cited_by)]
    return next((name for name in (*cited, marked.first.get("number")) if name), "—")
