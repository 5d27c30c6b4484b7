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

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from fupin_desk.domain.changes import canonical, sha256
from fupin_desk.domain.languages import InLanguages
from fupin_desk.kinds.notices import notice_spec
from fupin_desk.policy.notice_spec import HOUSEHOLDS, Cells, Said, Totals
from fupin_desk.subjects.notice.records import Notice, NoticeLine

_FORMAT = 2
_PIECE = 190
"""Characters of JSON in one entry of ``Notice.totals``; written as a JSON text again, it has at most 382."""

SALT_BYTES = 16


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything printed beside the lines: what every notice says, and what its kind alone does."""

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
    total: Totals
    said: Said = {}
    """Of its kind alone: what ``NoticeSpec.facts`` returned, and the totals of groups. Kept among the others."""

    def text(self, name: str) -> InLanguages:
        """Return a text that every notice says, with what it is in other languages."""
        return InLanguages(getattr(self, name), gathered_up({name: "", **self.said})[name].others)

    def groups(self, name: str) -> list[Totals]:
        """Return the totals of groups under that name (``NoticeSpec.groups``)."""
        return list(self.said.get(name, ()))


COMMON = frozenset(Facts.__struct_fields__) - {"said"}
"""Names of what every notice says."""


def spread(values: Mapping[str, Any], languages: Collection[str]) -> dict[str, Any]:
    """Return values as they are frozen: a text kept in each language besides as ``<name>.<language>``, in these."""
    by_name: dict[str, Any] = {}
    for name, value in values.items():
        by_name[name] = str(value) if isinstance(value, InLanguages) else value
        if isinstance(value, InLanguages):
            by_name |= {
                f"{name}.{language}": value.others[language] for language in languages if language in value.others
            }
    return by_name


def gathered_up(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return frozen values with each text and what it is in other languages as one (``spread``)."""
    others: dict[str, dict[str, str]] = {}
    for name, value in values.items():
        stem, dot, language = name.partition(".")
        if dot:
            others.setdefault(stem, {})[language] = value
    return {
        name: InLanguages(value, others.get(name, {})) if isinstance(value, str) else value
        for name, value in values.items()
        if "." not in name
    }


@dataclass(frozen=True, slots=True)
class DraftedLine:
    """A line about to be frozen."""

    about: str | None
    """The record it is about; None for one that is printed for several."""
    household: str | None
    cells: Cells = field(default_factory=dict)
    parts: tuple[DraftedLine, ...] = ()
    """The lines it is printed for."""


def together(parts: Sequence[DraftedLine], sums: Iterable[str]) -> DraftedLine:
    """Return the one line that is printed for several households of which no name stands there, with these sums."""
    amounts = {name: str(sum(int(part.cells.get(name, 0)) for part in parts)) for name in sums}
    return DraftedLine(None, None, {HOUSEHOLDS: str(len(parts)), **amounts}, tuple(parts))


def totalled(lines: Iterable[Cells], sums: Iterable[str], of: Cells | None = None) -> Totals:
    """Return the totals of lines; ``of`` is what the lines of a group have in common."""
    listed = list(lines)
    count = sum(int(cells.get(HOUSEHOLDS, 1)) for cells in listed)
    amounts = {name: sum(int(cells.get(name, 0)) for cells in listed) for name in sums}
    return {"count": count, **{name: told for name, told in {**amounts, **(of or {})}.items() if told}}


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What a kind of notice finds to say."""

    lines: Sequence[DraftedLine]
    total: Totals
    said: Said
    """Facts of this kind alone."""
    year: int
    through_on: date | None
    days: str
    """The figure that says how many days it hangs."""
    of: Mapping[str, str]
    """The notice's own field that names the record it is about, with its id; empty where it is about the village."""


def shown(cells: Cells) -> list[str]:
    """Return cells as a line keeps them."""
    return [f"{name}={value}" for name, value in sorted(cells.items())]


def cells_of(line: NoticeLine) -> dict[str, str]:
    """Return the cells that a line keeps."""
    return dict(entry.partition("=")[::2] for entry in line.shown or ())


def printed(lines: Iterable[NoticeLine]) -> list[NoticeLine]:
    """Return the lines that are printed: not those for which another one, at the same position, is printed."""
    listed = list(lines)
    for_several = {line.position for line in listed if HOUSEHOLDS in cells_of(line)}
    return [line for line in listed if line.position not in for_several or HOUSEHOLDS in cells_of(line)]


def unnamed_count(lines: Iterable[NoticeLine]) -> int:
    """Return of how many households a list of named ones says no name."""
    cells = [cells_of(line) for line in printed(lines)]
    return sum(int(cells_of_line.get(HOUSEHOLDS, 1)) for cells_of_line in cells if "name" not in cells_of_line)


def salt_of(chance: bytes) -> str:
    """Return a salt in letters from a to p, two a byte: on paper no part of it can pass for somebody's number."""
    return "".join(chr(ord("a") + half) for byte in chance for half in divmod(byte, 16))


def line_digest(salt: str, position: int, cells: Sequence[str]) -> str:
    """Return the digest over what is printed of a line: the notice's salt, its position and its cells."""
    return sha256(canonical([_FORMAT, salt, position, list(cells)]))


def facts_as_lines(facts: Facts) -> list[str]:
    """Return the facts as ``Notice.totals`` keeps them: JSON, in pieces, each a JSON text."""
    whole = canonical(_flat(facts)).decode()
    return [msgspec.json.encode(whole[at : at + _PIECE]).decode() for at in range(0, len(whole), _PIECE)]


def facts_of(notice: Notice) -> Facts:
    """Return the facts that a notice keeps."""
    return facts_from(notice.totals or ())


def facts_from(pieces: Iterable[str]) -> Facts:
    """Return the facts that such pieces keep; ``msgspec.MsgspecError`` where they are none."""
    whole = "".join(msgspec.json.decode(piece, type=str) for piece in pieces)
    decoded = msgspec.json.decode(whole, type=dict[str, Any])
    common = {name: value for name, value in decoded.items() if name in COMMON}
    typed = {name: _typed(name, value) for name, value in decoded.items() if name not in COMMON}
    facts = msgspec.convert({**common, "said": typed}, type=Facts)
    _typed("total", [facts.total])
    return facts


def _flat(facts: Facts) -> dict[str, Any]:
    """Return the facts as one dictionary: what its kind alone says stands among the others."""
    told: dict[str, Any] = msgspec.to_builtins(facts)
    kept_facts = told.pop("said", {})
    return {**told, **kept_facts}


def _typed(name: str, value: Any) -> Any:
    """Return a fact by the type that its name says; ``msgspec.ValidationError`` for another."""
    if isinstance(value, list):
        totals = msgspec.convert(value, type=list[dict[str, int | str]])
        return [{inner: _typed(inner, value) for inner, value in total.items()} for total in totals]
    if name == "count" or name.endswith("_fen"):
        return msgspec.convert(value, type=int)
    return msgspec.convert(value, type=date if name.endswith("_on") else str)


def notice_digest(notice: Notice, facts: Facts, lines: Iterable[NoticeLine], signed_on: date | None) -> str:
    """Return the digest over all that is printed."""
    printed_values = [notice.salt, notice.number, notice.kind, notice.year, notice.drafted_on, signed_on, _flat(facts)]
    return sha256(canonical([_FORMAT, *printed_values, [line.digest for line in printed(lines)]]))


def intact(notice: Notice, lines: Sequence[NoticeLine]) -> bool:
    """Return whether facts and lines are still those that were drafted.

    On another laptop, which has no salt, or where a line was erased with it: whether the lines add up to the totals.
    """
    if notice.salt is None:
        return _add_up(notice.kind, facts_of(notice).total, lines)
    if notice.digest != notice_digest(notice, facts_of(notice), lines, notice.signed_on):
        return False
    whole = all(line.digest == line_digest(notice.salt, line.position or 0, line.shown or ()) for line in lines)
    return whole and all(_parts_fit(line, lines) for line in printed(lines))


def _parts_fit(line: NoticeLine, lines: Iterable[NoticeLine]) -> bool:
    """Return whether the lines that one is printed for are as many, and together as much, as it says."""
    cells = cells_of(line)
    if HOUSEHOLDS not in cells:
        return True
    parts = [cells_of(part) for part in lines if part.position == line.position and part is not line]
    sums = [name for name in cells if name.endswith("_fen")]
    return cells == together([DraftedLine(None, None, part) for part in parts], sums).cells


def _add_up(kind: str | None, total: Totals, lines: Sequence[NoticeLine]) -> bool:
    cells = [cells_of(line) for line in printed(lines) if line.shown]
    return totalled(cells, notice_spec(kind).sums) == total
