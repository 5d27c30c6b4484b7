"""How far an erasure reaches: the record, and everything that belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from fupin_desk.domain.changes import LOCAL_STREAM
from fupin_desk.domain.record import kind_name
from fupin_desk.domain.scans import FIELD
from fupin_desk.domain.traits import routes
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.papers import PAPER, stays_here
from fupin_desk.kinds.whose import AGREED, AGREES
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.belonging import AMONG, belongings_of
from fupin_desk.store.records.kind_tables import table_of
from fupin_desk.subjects.notice.records import Notice, NoticeLine

NOTICE, NOTICE_LINE = kind_name(Notice), kind_name(NoticeLine)
ON = str(AGREED[NOTICE_LINE].along)
"""The field of a line that names its notice."""
Name = tuple[str, str]
"""A record's kind and id."""


@dataclass(frozen=True)
class _About:
    """How records of a kind are about others: they name them in a field, or something that names both says so."""

    kind: str
    of: frozenset[str]
    """Kinds they are about; empty for any."""
    sql: str


def _abouts() -> Iterator[_About]:
    """Read from every kind whom its records are about, besides their owner (``Traits.about``)."""
    for kind, spec in KINDS.items():
        for path in spec.traits.about:
            (route,) = routes(path)
            first, *rest = route.steps
            if first.back is None:
                yield _About(kind, frozenset(spec.fields[first.field].field.kinds), _select(kind, "id", first.field))
            else:
                (last,) = rest
                of = KINDS[first.back].fields[last.field].field.kinds
                yield _About(kind, frozenset(of), _select(first.back, first.field, last.field))


def _select(kind: str, wanted: str, named: str) -> str:
    return f'SELECT "{wanted}" FROM {table_of(kind).name} WHERE "{named}" {AMONG}'


ABOUT = tuple(
    sorted(_abouts(), key=lambda about: (min(map(list(KINDS).index, about.of), default=len(KINDS)), about.kind))
)
"""Of whom it is asked first, first; last of all what may be about anything."""

FILES = ((PAPER, FIELD), *((kind, field) for kind in KINDS if (field := stays_here(kind)) is not None))
"""Records and the field that names a file kept for them."""

NAMED_ELSEWHERE = """WITH file (digest) AS (SELECT value FROM json_each(?))
SELECT id, digest FROM record_paper WHERE digest IN (SELECT digest FROM file)
UNION ALL SELECT id, signed_file FROM record_notice WHERE signed_file IN (SELECT digest FROM file)"""
"""Papers and notices that name one of these files: what somebody writes of a file takes it from nobody else."""


def scope_of(history: History, kind: str, record: str) -> list[Name]:
    """Return the record, and everything that belongs to it or is about it, each once."""
    scope = dict.fromkeys([(kind, record)])
    if kind == AGREES:
        scope.update(dict.fromkeys(belongings_of(history, record)))
    for about in ABOUT:
        ids = as_list(record for named, record in scope if not about.of or named in about.of)
        rows = history.rows(about.sql, (ids,))
        scope.update(dict.fromkeys((about.kind, record) for (record,) in rows if record is not None))
    return list(scope)


def named(history: History, records: Collection[str]) -> list[Name]:
    """Return kind and id of those of the records of which anything is here."""
    sql = f"SELECT DISTINCT kind, record FROM change_body WHERE record {AMONG} ORDER BY record"
    return [(kind, record) for kind, record in history.rows(sql, (as_list(records),))]


def written_in(history: History, order: str, names: Collection[Name]) -> list[Name]:
    """Return those of the records of which something is in the order's own stream, or on this laptop alone.

    An order that names another village's records reaches neither their values nor their files nor what is beside them.
    """
    sql = f"""SELECT DISTINCT b.kind, b.record FROM change_body b JOIN change c ON c.seq = b.seq
    JOIN stream s ON s.id = c.stream
    WHERE b.record {AMONG} AND (s.name = ? OR s.id = (SELECT stream FROM change WHERE digest = ?))"""
    records = as_list(record for _kind, record in names)
    places = set(history.rows(sql, (records, LOCAL_STREAM, bytes.fromhex(order))))
    return [name for name in names if name in places]


def files_of(history: History, scope: Collection[Name]) -> set[str]:
    """Return the digests of files kept for these records alone, and of signed notices with a line of theirs."""
    digests: set[str] = set()
    for kind, field in FILES:
        digests |= _said(history, kind, {record for named, record in scope if named == kind}, field)
    lines = {record for named, record in scope if named == NOTICE_LINE}
    theirs = _said(history, NOTICE_LINE, lines, ON)
    digests |= _said(history, NOTICE, theirs, "signed_file")
    inside = theirs | {record for _, record in scope}
    return digests - {
        digest for record, digest in history.rows(NAMED_ELSEWHERE, (as_list(digests),)) if record not in inside
    }


def salted_with(history: History, scope: Collection[Name]) -> list[Name]:
    """Return the notices with a line of these records: with the salt of their digests what it said could be guessed."""
    lines = {record for named, record in scope if named == NOTICE_LINE}
    return [(NOTICE, notice) for notice in sorted(_said(history, NOTICE_LINE, lines, ON))]


def _said(history: History, kind: str, records: Collection[str], field: str) -> set[str]:
    # Ever, not only now: what was replaced is in the vault too.
    changes = history.of_records(kind, records) if records else []
    return {str(change.values[field]) for _, change in changes if change.values and change.values.get(field)}
