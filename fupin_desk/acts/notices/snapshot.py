"""What a notice says, frozen when it is drafted: facts and lines without a language, and the digests over them.

Every language prints from the same frozen values, so all say the same. A line's digest covers what is printed of it and
nothing else; the notice's covers all that is printed, on the day it is signed the date of signing too.

Households of which no name stands on a list are printed as one line, "so many households, so much together": each by
its amount alone could be found by a neighbour. Their own lines are frozen beside it, at the same position, to be paid,
objected to and erased by; they are not printed.

Part of every digest is the notice's salt. It is printed at the foot of the sheet, so that paper can be checked by
itself, and stays on the laptop: who has digests and sums, but not the paper, cannot try out what a line they lack says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from fupin_desk.domain.changes import canonical, sha256
from fupin_desk.subjects.notice.records import Notice, NoticeLine

_FORMAT = 2
_PIECE = 190
"""Characters of JSON in one entry of ``Notice.totals``; written as a JSON text again, it has at most 382."""

SALT_BYTES = 16
HOUSEHOLDS = "households"
"""The cell by which a line says for how many households it is printed."""

Cells = Mapping[str, str]
"""What one line shows: amounts in fen, codes as codes, names and numbers as they are."""


class Totalled(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A total of the lines of one entity, or of all."""

    entity: str = ""
    entity_kind: str = ""
    """In place of its name, where that would be a person's."""
    count: int
    amount_fen: int = 0
    due_fen: int = 0
    paid_fen: int = 0


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything printed beside the lines."""

    languages: list[str]
    """In the order in which they are printed."""
    village: dict[str, str]
    """Its name in each language that has one."""
    township: str = ""
    county: str = ""
    objections_to: str = ""
    objections_outside: str = ""
    days: int
    """How long it hangs."""
    days_unverified: bool = False
    """Nobody has compared the source of the days with its text."""
    through_on: date | None = None
    heads: list[str] = []
    """Of the village's stream, before the notice itself was written."""
    total: Totalled
    by_entity: list[Totalled] = []
    distribution: str = ""
    """Its number."""
    asset: str = ""
    entity: str = ""
    rule: str = ""
    income_fen: int | None = None
    collective_fen: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DraftedLine:
    """A line about to be frozen."""

    about: str | None
    """The contract or distribution line; None for one that is printed for several."""
    household: str | None
    cells: Cells = field(default_factory=dict)
    parts: tuple[DraftedLine, ...] = ()
    """The lines it is printed for."""


def together(parts: Sequence[DraftedLine]) -> DraftedLine:
    """Return the one line that is printed for several households of which no name stands there."""
    amount = sum(int(part.cells["amount_fen"]) for part in parts)
    return DraftedLine(None, None, {HOUSEHOLDS: str(len(parts)), "amount_fen": str(amount)}, tuple(parts))


@dataclass(frozen=True, slots=True)
class Content:
    """What a kind of notice finds to say."""

    lines: Sequence[DraftedLine]
    said: Mapping[str, object]
    """Facts of this kind alone."""
    year: int
    distribution: str | None = None
    """The id of the distribution it is of."""


def shown(cells: Cells) -> list[str]:
    """Return cells as a line keeps them."""
    return [f"{name}={value}" for name, value in sorted(cells.items())]


def cells_of(line: NoticeLine) -> dict[str, str]:
    """Return the cells that a line keeps."""
    return dict(entry.partition("=")[::2] for entry in line.shown or ())


def printed(lines: Iterable[NoticeLine]) -> list[NoticeLine]:
    """Return the lines that are printed: not those for which another one, at the same position, is printed."""
    found = list(lines)
    for_several = {line.position for line in found if HOUSEHOLDS in cells_of(line)}
    return [line for line in found if line.position not in for_several or HOUSEHOLDS in cells_of(line)]


def unnamed_count(lines: Iterable[NoticeLine]) -> int:
    """Return of how many households a list of named ones says no name."""
    cells = [cells_of(line) for line in printed(lines)]
    return sum(int(each.get(HOUSEHOLDS, 1)) for each in cells if "name" not in each)


def salt_of(chance: bytes) -> str:
    """Return a salt in letters from a to p, two a byte: on paper no part of it can pass for somebody's number."""
    return "".join(chr(ord("a") + half) for byte in chance for half in divmod(byte, 16))


def line_digest(salt: str, position: int, cells: Sequence[str]) -> str:
    """Return the digest over what is printed of a line: the notice's salt, its position and its cells."""
    return sha256(canonical([_FORMAT, salt, position, list(cells)]))


def facts_as_lines(facts: Facts) -> list[str]:
    """Return the facts as ``Notice.totals`` keeps them: JSON, in pieces, each a JSON text."""
    whole = canonical(facts).decode()
    return [msgspec.json.encode(whole[at : at + _PIECE]).decode() for at in range(0, len(whole), _PIECE)]


def facts_of(notice: Notice) -> Facts:
    """Return the facts that a notice keeps."""
    return facts_from(notice.totals or ())


def facts_from(pieces: Iterable[str]) -> Facts:
    """Return the facts that such pieces keep."""
    whole = "".join(msgspec.json.decode(piece, type=str) for piece in pieces)
    return msgspec.json.decode(whole, type=Facts)


def notice_digest(notice: Notice, facts: Facts, lines: Iterable[NoticeLine], signed_on: date | None) -> str:
    """Return the digest over all that is printed."""
    said = [notice.salt, notice.number, notice.kind, notice.year, notice.drafted_on, signed_on, facts]
    return sha256(canonical([_FORMAT, *said, [line.digest for line in printed(lines)]]))


def intact(notice: Notice, lines: Sequence[NoticeLine]) -> bool:
    """Return whether facts and lines are still those that were drafted.

    On another laptop, which has no salt, or where a line was erased with it: whether the lines add up to the totals.
    """
    if notice.salt is None:
        return _add_up(facts_of(notice).total, lines)
    if notice.digest != notice_digest(notice, facts_of(notice), lines, notice.signed_on):
        return False
    whole = all(line.digest == line_digest(notice.salt, line.position or 0, line.shown or ()) for line in lines)
    return whole and all(_parts_fit(line, lines) for line in printed(lines))


def _parts_fit(line: NoticeLine, lines: Iterable[NoticeLine]) -> bool:
    """Return whether the lines that one is printed for are as many, and together as much, as it says."""
    cells = cells_of(line)
    if HOUSEHOLDS not in cells:
        return True
    amounts = [
        int(cells_of(part)["amount_fen"]) for part in lines if part.position == line.position and part is not line
    ]
    return [len(amounts), sum(amounts)] == [int(cells[HOUSEHOLDS]), int(cells["amount_fen"])]


def _add_up(total: Totalled, lines: Sequence[NoticeLine]) -> bool:
    found = [cells_of(line) for line in printed(lines) if line.shown]
    sums = {name: sum(int(cells.get(name, 0)) for cells in found) for name in ("amount_fen", "due_fen", "paid_fen")}
    count = sum(int(cells.get(HOUSEHOLDS, 1)) for cells in found)
    return count == total.count and all(getattr(total, name) == amount for name, amount in sums.items())
