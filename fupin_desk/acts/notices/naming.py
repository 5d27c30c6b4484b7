"""Nobody stands by name in a notice's texts who has not agreed to appear on that kind of notice.

The names in a plan's own lines rest on consent when it is drafted and again when it is signed (``signing.check_fit``).
Here are the texts that people write: a name in the rule, a contract's number or what an asset is called tells as much.
An entity called after its own legal person has a public name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise, permutations
from typing import Any, NamedTuple

from fupin_desk.acts.consents.standing import standing_consents
from fupin_desk.acts.notices.found import Found, fold_letters, words_of_name
from fupin_desk.acts.notices.gathering import purpose_of
from fupin_desk.acts.notices.names import Names, names_of
from fupin_desk.acts.notices.snapshot import Facts, cells_of
from fupin_desk.domain.errors import PersonNamedError
from fupin_desk.domain.folding import is_chinese
from fupin_desk.domain.record import in_other_languages
from fupin_desk.kinds.notices import notice_spec
from fupin_desk.policy.notice_spec import NoticeSpec
from fupin_desk.store import Reader
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Household, Member
from fupin_desk.subjects.notice.records import Notice, NoticeLine

_MOST_PLACES, _LONGEST_PLACE = 5, 60
_REACH = 20
"""Characters from the end or the beginning of a text within which the half of a name stands."""


class Written(NamedTuple):
    """A text that people wrote, as it is printed: what of the notice it is, and in which line where it is a line's."""

    place: str
    text: str
    line: int | None = None


def written_texts(kind: str | None, facts: Facts, lines: Sequence[NoticeLine]) -> list[Written]:
    """Return every text on a notice of a kind that people wrote, each once."""
    return list(dict.fromkeys(_written(notice_spec(kind), facts, lines)))


def _written(spec: NoticeSpec, facts: Facts, lines: Sequence[NoticeLine]) -> Iterator[Written]:
    for place, fact in facts.said.items():
        stem = place.partition(".")[0]
        if isinstance(fact, str) and stem not in spec.unprinted:
            yield Written(stem, fact)
    for place in ("township", "county", "objections_to", "objections_outside"):
        if text := getattr(facts, place):
            yield Written(place, text)
    yield from (Written("village", name) for name in facts.village.values())
    for total in facts.groups(spec.groups):
        yield from (Written(cell, text) for cell, text in _texts(spec, total))
    for line in lines:
        yield from (Written(cell, text, line.position) for cell, text in _texts(spec, cells_of(line)))


def _texts(spec: NoticeSpec, cells: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the cells that hold what people wrote, in each language, by the name of the cell."""
    for cell in spec.texts:
        yield from ((cell, text) for name, text in cells.items() if name.partition(".")[0] == cell and text)


def check_names(reader: Reader, notice: Notice, written: Sequence[Written], on: date) -> None:
    """Refuse a notice on whose texts somebody registered is named without having agreed; PersonNamedError."""
    unagreed = names_of(_unagreed(reader, notice, on))
    public = _public_names(reader)
    whole: list[tuple[tuple[Written, ...], Found]] = [
        ((piece,), hit)
        for piece in written
        for hit in unagreed.find(piece.text)
        if not _public(public, piece.text, hit)
    ]
    whole += [
        ((first, two), hit) for first, two in _neighbours(written) for hit in _cut_over(unagreed, first.text, two.text)
    ]
    if whole:
        where = [
            " … ".join(f"{written.line}. {written.text}" if written.line else written.text for written in at)
            for at, _ in whole
        ]
        raise PersonNamedError(
            notice.number or "",
            list(dict.fromkeys(hit.name for _, hit in whole))[:_MOST_PLACES],
            list(dict.fromkeys(written.place for at, _ in whole for written in at)),
            list(dict.fromkeys(text[:_LONGEST_PLACE] for text in where))[:_MOST_PLACES],
        )


def _neighbours(written: Sequence[Written]) -> Iterator[tuple[Written, Written]]:
    """Texts over which a name can be cut: any two outside the lines, or of one line; each and the one below it."""
    by_line: dict[int | None, list[Written]] = {}
    for piece in written:
        by_line.setdefault(piece.line, []).append(piece)
    halves: dict[tuple[str, str], tuple[Written, Written]] = {}
    for group in by_line.values():
        for first, two in permutations(group, 2):
            halves.setdefault((first.text, two.text), (first, two))
    lines = [by_line[line] for line in sorted(line for line in by_line if line is not None)]
    for upper, lower in pairwise(lines):
        for first, two in [*zip(upper, lower, strict=False), (upper[-1], lower[0])]:
            halves.setdefault((first.text, two.text), (first, two))
    return iter(halves.values())


def _cut_over(names: Names, first: str, two: str) -> Iterator[Found]:
    """Names that begin at the end of one text and go on at the beginning of another.

    One of two Chinese characters must end or begin there besides: texts end with 扩张 and begin with 三队.
    """
    tail, head = first.rstrip()[-_REACH:], two.lstrip()[:_REACH]
    text, cut = f"{tail}\n{head}", len(tail)
    for hit in names.find(text):
        if hit.start < cut < hit.end - 1:
            beside = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
            if len(fold_letters(hit.name)) > 2 or not all(map(is_chinese, filter(None, beside))) or "" in beside:
                yield hit


def _unagreed(reader: Reader, notice: Notice, on: date) -> Iterator[str]:
    """The names, in every script, of those who have not agreed to stand on this kind of notice."""
    consents = standing_consents(reader, {"to": purpose_of(notice.kind or ""), "notice_kind": notice.kind}, on)
    holding = [consent for consent in consents if consent.about in (None, notice.about)]
    themselves = {consent.member for consent in holding if consent.member}
    homes = {consent.household for consent in holding if consent.member is None}
    households = reader.records_of(Household, {"id": sorted(filter(None, homes))}) if homes else []
    agreed = themselves | {home.head for home in households}
    members = reader.records_of(Member)
    for member in members:
        if member.id not in agreed:
            yield from filter(None, (member.name, member.other_name))
            yield from _of_both_scripts(member.name or "", member.other_name or "")


def _of_both_scripts(name: str, other: str) -> Iterator[str]:
    """One word of a person's name and one of the same name in another script."""
    first, two = words_of_name(name), words_of_name(other)
    if len(first) == len(two) == 2:
        yield from (f"{first[0]} {two[1]}", f"{two[0]} {first[1]}")


def _public_names(reader: Reader) -> list[str]:
    """Entities called after their own legal person."""
    entities = reader.records_of(Entity)
    return [
        name
        for entity in entities
        if entity.name and entity.legal_person and not entity.one_person
        if fold_letters(entity.legal_person) in fold_letters(entity.name)
        for name in (entity.name, *in_other_languages(entity, "name").values())
    ]


def _public(public: Sequence[str], text: str, hit: Found) -> bool:
    """Whether a name found lies inside such an entity's own."""
    for name in public:
        at = text.find(name)
        while at >= 0:
            if at <= hit.start and hit.end <= at + len(name):
                return True
            at = text.find(name, at + 1)
    return False
