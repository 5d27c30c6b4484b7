"""What a notice says, gathered by its spec: whose lines, in which order, who stands there by name, the totals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from fupin_desk.acts.consents.standing import standing_consents
from fupin_desk.acts.notices.agreed_records import AgreedRecords, printed_before
from fupin_desk.acts.notices.snapshot import COMMON, DraftedLine, NoticeContent, spread, together, totalled
from fupin_desk.domain.disclosure import board_values
from fupin_desk.domain.errors import UnknownRecordError
from fupin_desk.domain.record import Record, kind_name, spec_of
from fupin_desk.kinds.notices import about_one, notice_spec
from fupin_desk.kinds.whose import AGREES
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.notice_spec import Cells, InSeries, LineSaid, NoticeSpec
from fupin_desk.store import Reader
from fupin_desk.store.search.pinyin import readings
from fupin_desk.subjects.household.records import Household, Member
from fupin_desk.subjects.notice.records import ABOUT
from fupin_desk.subjects.village.records import Village

Person = Callable[[str | None], Cells]
"""Says what of a household's head stands on its line: nothing where its name does not."""


def gathered(
    reader: Reader,
    kind: str,
    village: Village,
    about: str | None,
    on: date,
    languages: Collection[str],
    records: AgreedRecords | None = None,
    but: str | None = None,
) -> NoticeContent:
    """Gather what a kind of notice says with what is known on a day, about the village or a record by number or id.

    Of texts kept in each language, what they are in these. ``records``: with other agreements than those that stand on
    the day; ``but``: the notice itself, where it is gathered again.

    UnknownRecordError; the spec's own answer where it is not said about which record, and there is not just one.
    """
    spec = notice_spec(kind)
    named = about_one(spec)
    record = _about(reader, spec, about) if named else village
    records = records or AgreedRecords(reader, on)
    of = _subject(reader, spec, record, records, but)
    lines = [line._replace(cells=spread(line.cells, languages)) for line in spec.lines(of, on)]
    _check_abouts(reader, spec, lines)
    drafted = _drafted(reader, spec, lines, record.id if named else None, on, records.households)
    cells = [line.cells for line in drafted]
    facts = {name: value for name, value in spread(spec.facts(of, on), languages).items() if value not in (None, "")}
    if spec.groups:
        facts[spec.groups] = _groups(spec, cells)
    if facts.keys() & COMMON:
        raise ValueError(f"{kind} says what every notice says")
    return NoticeContent(
        lines=drafted,
        total=totalled(cells, spec.sums),
        said={name: value for name, value in facts.items() if value != []},
        year=getattr(record, "year", None) or on.year,
        through_on=on if spec.through else None,
        days=spec.days,
        of={ABOUT: record.id} if named else {},
    )


def _subject(reader: Reader, spec: NoticeSpec, record: Record, records: AgreedRecords, but: str | None) -> Dossier[Any]:
    """Return what a notice is about, with what earlier ones told where that matters."""
    graph = Graph(records)
    return (
        InSeries(record, graph, printed_before(reader, spec, record, but)) if spec.in_series else Dossier(record, graph)
    )


def _about(reader: Reader, spec: NoticeSpec, name: str | None) -> Record:
    """Return the record named by its number or id, or the only one there is."""
    kind = kind_name(spec.about)
    numbered = "number" in spec_of(spec.about).fields
    records: list[Record] = reader.records(kind, {"number": name} if name else {}) if numbered or not name else []
    if name and not records:
        records = reader.records(kind, {"id": name})
    if name and not records:
        raise UnknownRecordError(kind, name)
    if len(records) != 1:
        raise spec.unsaid(kind, len(records))
    return records[0]


def _check_abouts(reader: Reader, spec: NoticeSpec, lines: Iterable[LineSaid]) -> None:
    """Refuse lines about records of kinds that their spec does not name, or about somebody's without saying whose.

    Nothing could withhold or erase them with those: ``ValueError``.
    """
    whose = {line.about: line.households for line in lines if line.about}
    known: set[str] = set()
    for cls in spec.lines_about:
        owned_by = spec_of(cls).fields[cls.owner].field.kinds if cls.owner else ()
        for record in reader.list(kind_name(cls), where={"id": sorted(whose)}):
            known.add(record.id)
            owner = record.values[cls.owner] if cls.owner and AGREES in owned_by else None
            if owner is not None and owner not in whose[record.id]:
                raise ValueError(f"{spec.kind} has a line about a {kind_name(cls)} that does not say whose it is")
    if whose.keys() - known:
        raise ValueError(f"{spec.kind} has lines about what is none of {[*map(kind_name, spec.lines_about)]}")


def _drafted(
    reader: Reader, spec: NoticeSpec, lines: Sequence[LineSaid], about: str | None, on: date, agreed: Collection[str]
) -> list[DraftedLine]:
    """Return the lines as they are frozen: those with a name first, all others of such a list as one line."""
    whose = _owners(lines, agreed)
    person = _persons(reader, spec, whose, about, on)
    drafted = [
        DraftedLine(line.about, own, {**line.cells, **person(own)}) for line, own in zip(lines, whose, strict=True)
    ]
    unknown = {name.partition(".")[0] for line in drafted for name in line.cells} - spec.cells
    if unknown:
        raise ValueError(f"no column of {spec.kind} shows {sorted(unknown)}")
    if spec.consent is None:
        return sorted(drafted, key=lambda line: spec.order(line.cells))
    drafted.sort(key=lambda line: _by_name(spec, line.cells))
    unnamed = [line for line in drafted if "name" not in line.cells]
    return [line for line in drafted if "name" in line.cells] + ([together(unnamed, spec.sums)] if unnamed else [])


def _by_name(spec: NoticeSpec, cells: Cells) -> tuple[bool, list[str], Any]:
    name = cells.get("name", "")
    return not name, readings(name)[0] if name else [], spec.order(cells)


def _owners(lines: Iterable[LineSaid], agreed: Collection[str]) -> list[str | None]:
    """Return whose each line is, so that it stays on the laptop, and is erased, with that household.

    Of several households' line: the one that has not agreed to be registered here, if there is one.
    """

    def owner(households: Sequence[str]) -> str | None:
        if len(households) == 1:
            return households[0]
        return next((household for household in sorted(households) if household not in agreed), None)

    return [owner(line.households) for line in lines]


def _groups(spec: NoticeSpec, lines: Iterable[Cells]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, ...], list[Cells]] = {}
    for cells in lines:
        groups.setdefault(tuple(cells.get(name, "") for name in spec.grouped_by), []).append(cells)
    return [dict(totalled(group, spec.sums, _in_common(spec, group[0]))) for group in groups.values()]


def _in_common(spec: NoticeSpec, cells: Cells) -> Cells:
    """Return the cells by which a line is grouped, in each language."""
    return {name: text for name, text in cells.items() if name.partition(".")[0] in spec.grouped_by}


# ---- names


def _persons(reader: Reader, spec: NoticeSpec, households: Iterable[str | None], about: str | None, on: date) -> Person:
    if spec.consent is None:
        return lambda _household: {}
    heads = heads_of(reader, {household for household in households if household})
    named = named_households(reader, heads, on, spec.kind, about)
    shown = {column.cell or column.name for column in spec.columns if column.form in ("name", "masked")}

    def person(household: str | None) -> Cells:
        head = heads.get(household or "")
        if head is None or household not in named or not head.name:
            return {}
        return {name: str(value) for name, value in board_values(head).items() if name in shown}

    return person


def heads_of(reader: Reader, households: Collection[str]) -> dict[str, Member]:
    """Return the head of each household that has one."""
    homes = reader.records_of(Household, {"id": list(households)})
    members = reader.records_of(Member, {"id": [home.head for home in homes if home.head]})
    by_id = {member.id: member for member in members}
    return {home.id: by_id[home.head] for home in homes if home.head in by_id}


def named_households(reader: Reader, heads: dict[str, Member], on: date, kind: str, about: str | None) -> set[str]:
    """Return the households whose head's name may stand on this kind of notice on a day."""
    agreed = standing_consents(reader, {"to": purpose_of(kind), "notice_kind": kind}, on)
    return {
        consent.household
        for consent in agreed
        if consent.household in heads
        and consent.member in (None, heads[consent.household].id)
        and consent.about in (None, about)
    }


def purpose_of(kind: str) -> str:
    """Return the purpose of consent on which a name on a kind of notice rests, in a line or in its texts."""
    return notice_spec(kind).consent or "notice_name"


def placed(content: NoticeContent) -> Iterator[tuple[int, DraftedLine]]:
    """Yield the lines to freeze, each with the position at which it is printed, alone or within another one."""
    for position, line in enumerate(content.lines, 1):
        for drafted_line in (line, *line.parts):
            yield position, drafted_line
