"""How far an erasure reaches: the record, and everything that belongs to it."""

from __future__ import annotations

from collections.abc import Collection

from fupin_desk.domain.changes import LOCAL_STREAM
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.belonging import AMONG, belongings_of

Name = tuple[str, str]
"""A record's kind and id."""

NAMED_BY = {
    "household": (("contract", "SELECT contract FROM record_party WHERE household IN ({0})"),),
    "member": (
        ("consent", "SELECT id FROM record_consent WHERE member IN ({0})"),
        ("contract", "SELECT id FROM record_contract WHERE member IN ({0})"),
        ("payment", "SELECT id FROM record_payment WHERE member IN ({0})"),
    ),
    "notice_line": (("objection", "SELECT id FROM record_objection WHERE line IN ({0})"),),
}
"""For each kind, what else is about it, though it is nobody's own."""

FILES = (("paper", "digest"), ("consent", "paper"))
"""Records and the field that names a file kept for them."""

NAMED_ELSEWHERE = """WITH file (digest) AS (SELECT value FROM json_each(?))
SELECT id, digest FROM record_paper WHERE digest IN (SELECT digest FROM file)
UNION ALL SELECT id, signed_file FROM record_notice WHERE signed_file IN (SELECT digest FROM file)"""
"""Papers and notices that name one of these files: what somebody writes of a file takes it from nobody else."""


def scope_of(history: History, kind: str, record: str) -> list[Name]:
    """Return the record, and everything that belongs to it or is about it, each once."""
    found = dict.fromkeys([(kind, record)])
    if kind == "household":
        found.update(dict.fromkeys(belongings_of(history, record)))
    for of, statements in NAMED_BY.items():
        ids = as_list(each for named, each in found if named == of)
        for other, sql in statements:
            rows = history.rows(sql.format("SELECT value FROM json_each(?)"), (ids,))
            found.update(dict.fromkeys((other, each) for (each,) in rows if each is not None))
    about = f"SELECT id FROM record_explanation WHERE of {AMONG}"
    ids = as_list(each for _, each in found)
    found.update(dict.fromkeys(("explanation", each) for (each,) in history.rows(about, (ids,))))
    return list(found)


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
    found = set(history.rows(sql, (records, LOCAL_STREAM, bytes.fromhex(order))))
    return [name for name in names if name in found]


def files_of(history: History, scope: Collection[Name]) -> set[str]:
    """Return the digests of files kept for these records alone, and of signed notices with a line of theirs."""
    found: set[str] = set()
    for kind, field in FILES:
        found |= _said(history, kind, {record for named, record in scope if named == kind}, field)
    lines = {record for named, record in scope if named == "notice_line"}
    theirs = _said(history, "notice_line", lines, "notice")
    found |= _said(history, "notice", theirs, "signed_file")
    inside = theirs | {record for _, record in scope}
    return found - {
        digest for record, digest in history.rows(NAMED_ELSEWHERE, (as_list(found),)) if record not in inside
    }


def salted_with(history: History, scope: Collection[Name]) -> list[Name]:
    """Return the notices with a line of these records: with the salt of their digests what it said could be guessed."""
    lines = {record for named, record in scope if named == "notice_line"}
    return [("notice", notice) for notice in sorted(_said(history, "notice_line", lines, "notice"))]


def _said(history: History, kind: str, records: Collection[str], field: str) -> set[str]:
    # Ever, not only now: what was replaced is in the vault too.
    changes = history.of_records(kind, records) if records else []
    return {str(change.values[field]) for _, change in changes if change.values and change.values.get(field)}
