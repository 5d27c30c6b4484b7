"""A list of persons (花名册), one a row, becomes households and members.

Who is the head is told by the relation (与户主关系), or by a column that names the head on every row. Which rows are
one household is told by its number (on each row, merged, or on its first row only), else by the relation, because a
household begins at each head, else by the head named on every row.

Always true:

* a person is a head only where the sheet says so;
* where it cannot be told who belongs to whom, no row of the sheet is taken, and the answer names the column that tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fupin_desk.domain.folding import fold, number_key
from fupin_desk.ledger.book import Fault, LedgerRow, Note
from fupin_desk.ledger.columns import MARK, ROSTER, SHEET_OF

HOUSEHOLDS, MEMBERS = SHEET_OF["households"], SHEET_OF["members"]
OF_PERSON = frozenset(column.key for column in MEMBERS.columns if not column.refers) | {"born_in"}
OF_HOUSEHOLD = frozenset(column.key for column in ROSTER.columns if column.kind != "member" and not column.refers)
SHARED = frozenset({"group", "address", "status", "status_since", "lifted_out_on", "paper_languages"})
"""What is the household's whoever's row it stands on; the rest is taken from the head's row alone."""


@dataclass(slots=True)
class _Home:
    """The rows of one household."""

    key: str | None
    """Its number, or its head's name, as compared."""
    rows: list[LedgerRow]
    heads: list[LedgerRow]


def by_household(rows: Sequence[LedgerRow]) -> Iterator[LedgerRow]:
    """Yield the rows of a list of persons as rows of households (each head's) and of members, in their order."""
    homes, wrong = _homes(rows)
    if wrong:
        yield from _refused(rows, wrong)
        return
    told = {row.number: row for home in homes for row in _told(home)}
    yield from (told[row.number] for row in rows)


def heads_alone(rows: Iterable[LedgerRow]) -> Iterator[LedgerRow]:
    """Yield the rows of a list that names one person in every household, each as the row of its head."""
    return (_of_head(_Home(None, [row], [row]), row) for row in rows)


def nobodys(rows: Iterable[LedgerRow], key: str, reason: str) -> Iterator[LedgerRow]:
    """Yield rows of which none can be taken, each with why: nothing tells who is the head, or whose a row is."""
    for row in rows:
        spec = MEMBERS if row.spec is ROSTER else row.spec
        yield replace(row, spec=spec, faults=(*row.faults, row.fault(key, reason)))


def _homes(rows: Sequence[LedgerRow]) -> tuple[list[_Home], dict[int, Fault]]:
    """Return the households, and what shows that they cannot be told apart, by row."""
    if not rows:
        return [], {}
    if any("household" in row.said for row in rows):
        homes, wrong = _keyed(rows, "household")
    elif "relation" in rows[0].headings:
        homes, wrong = _from_head_to_head(rows)
    else:
        homes, wrong = _keyed(rows, "head")
    for home in homes:
        for row in home.heads[1:]:
            wrong[row.number] = row.fault("household", "group_untold", line=home.heads[0].number)
        wrong |= _out_of_order(home)
    return homes, wrong


def _out_of_order(home: _Home) -> dict[int, Fault]:
    """Return what shows that rows which only stand below a head are not all of that head's household: two spouses.

    Such a list was sorted by something else: by name, or all heads first.
    """
    spouses = [row for row in home.rows if row.said.get("relation") == "spouse"]
    by_place = any(not row.said.keys() & {"household", "head"} for row in spouses)
    others = [row for row in spouses if fold(row.said.get("name", "")) != fold(spouses[0].said.get("name", ""))]
    if not by_place or not others:
        return {}
    return {others[0].number: others[0].fault("relation", "two_spouses", line=spouses[0].number)}


def _keyed(rows: Sequence[LedgerRow], key: str) -> tuple[list[_Home], dict[int, Fault]]:
    """Group rows by a column that stands on every row of a household or on its first one only."""
    homes: dict[str, _Home] = {}
    wrong: dict[int, Fault] = {}
    now: _Home | None = None
    for row in rows:
        typed = row.said.get(key)
        if typed is not None:
            known = number_key(typed) if key == "household" else fold(typed)
            now = homes.setdefault(known, _Home(known, [], []))
        if now is None:
            wrong[row.number] = row.fault(key, "missing")
            continue
        now.rows.append(row)
        if _is_head(row):
            now.heads.append(row)
    return list(homes.values()), wrong


def _from_head_to_head(rows: Sequence[LedgerRow]) -> tuple[list[_Home], dict[int, Fault]]:
    homes: list[_Home] = []
    wrong: dict[int, Fault] = {}
    for row in rows:
        if _is_head(row):
            homes.append(_Home(None, [], [row]))
        if not homes or "relation" not in row.said:
            wrong[row.number] = row.fault("relation", "head_missing")
        else:
            homes[-1].rows.append(row)
    return homes, wrong


def _is_head(row: LedgerRow) -> bool:
    if "relation" in row.headings:
        return row.said.get("relation") == "head"
    name, head = row.said.get("name"), row.said.get("head")
    return name is not None and head is not None and fold(name) == fold(head)


def _refused(rows: Iterable[LedgerRow], wrong: dict[int, Fault]) -> Iterator[LedgerRow]:
    first = min(wrong)
    for row in rows:
        fault = wrong.get(row.number) or row.fault(None, "sheet_untold", line=first)
        yield replace(row, spec=MEMBERS, faults=(*row.faults, fault))


def _told(home: _Home) -> Iterator[LedgerRow]:
    head = home.heads[0] if home.heads else None
    for row in home.rows:
        yield _of_head(home, row) if row is head else _of_member(home, row, head)


def _of_head(home: _Home, row: LedgerRow) -> LedgerRow:
    """Return the row of a household: its head's, with what the others say of the household."""
    values = {f"head.{key}": value for key, value in row.said.items() if key in OF_PERSON and key != "relation"}
    number = row.said.get("household") or next(
        (row.said["household"] for row in home.rows if "household" in row.said), None
    )
    if number is not None and fold(number) != fold(row.said.get("name", "")):
        values["ledger_number"] = number  # where somebody wrote the head's name for want of a number, it is none
    values |= {MARK: row.said[MARK]} if MARK in row.said else {}
    faults = list(row.faults)
    for key in OF_HOUSEHOLD:
        value = row.said.get(key)
        for home_row in home.rows if key in SHARED else ():
            other = home_row.said.get(key)
            value = other if value is None else value
            if other is not None and other != value:
                faults.append(row.fault(key, "contradicts", sheet=home_row.sheet, line=home_row.number))
                break
        if value is not None:
            values[key] = value
    if "head" in row.said and fold(row.said["head"]) != fold(row.said.get("name", "")):
        faults.append(row.fault("head", "head_differs", name=row.said.get("name")))
    return replace(
        row, spec=HOUSEHOLDS, said=values, headings=_headings(row.headings), faults=tuple(faults), home=row.number
    )


def _headings(headings: dict[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    of_head = {f"head.{key}": place for key, place in headings.items() if key in OF_PERSON}
    number = {"ledger_number": headings["household"]} if "household" in headings else {}
    return {**headings, **of_head, **number}


def _of_member(home: _Home, row: LedgerRow, head: LedgerRow | None) -> LedgerRow:
    """Return the row of a member, with what of it is the household's and not the head's own left aside."""
    values: dict[str, Any] = {key: value for key, value in row.said.items() if key not in OF_HOUSEHOLD}
    if "household" not in values and "head" not in values:
        first = next(row for row in home.rows if row is head or "household" in row.said or "head" in row.said)
        key = next((key for key in ("household", "head") if key in first.said), None)
        values |= {key: first.said[key]} if key else {"head": first.said.get("name")}
    aside = [
        key
        for key in row.said
        if key in OF_HOUSEHOLD - SHARED and (head is None or head.said.get(key) != row.said[key])
    ]
    notes = [Note(row.sheet, row.number, row.headings[key][0], "not_heads") for key in aside]
    return replace(row, spec=MEMBERS, said=values, notes=(*row.notes, *notes), home=head.number if head else None)
