"""One search box: the words somebody types, and whom they may mean, best first."""

from __future__ import annotations

from fupin_desk.domain.folding import fold
from fupin_desk.domain.id_numbers import read_id_number
from fupin_desk.domain.record import kind_name
from fupin_desk.store.history.history import History, as_list
from fupin_desk.subjects.household.records import Household, Member

HOUSEHOLD, MEMBER = kind_name(Household), kind_name(Member)
LAST = "\U0010ffff"
"""After every word that begins the same."""

MEMBERS = "SELECT id, household FROM record_member WHERE voided IS NULL AND id IN (SELECT value FROM json_each(?))"


def search(history: History, text: str, limit: int, kind: str) -> list[str]:
    """Return ids of records of ``kind``: the exact word first, then those that begin with it, shortest first.

    A household is found by its numbers, and by the names and the last four of the ID of everybody in it.
    """
    needle = fold(read_id_number(text) or text)
    if not needle or limit <= 0:
        return []
    sources = (HOUSEHOLD, MEMBER) if kind == HOUSEHOLD else (kind,)
    window = limit * 2
    while True:
        hits = [(key, record, source) for source in sources for key, record in _begins(history, source, needle, window)]
        more = len(hits) >= window
        if kind == HOUSEHOLD:
            hits = _to_households(history, hits)
        hits = _standing(history, kind, hits)
        ids = list(dict.fromkeys(record for _, record, _ in sorted(hits)))
        if len(ids) >= limit or not more or window > 100_000:
            return ids[:limit]
        window *= 8


def _begins(history: History, kind: str, needle: str, limit: int) -> list[tuple[str, str]]:
    sql = "SELECT key, record FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?"
    return [(key, record) for key, record in history.rows(sql, (kind, needle, needle + LAST, limit))]


def _to_households(history: History, hits: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    members = as_list(record for _, record, source in hits if source == MEMBER)
    lives_in = {member: household for member, household in history.rows(MEMBERS, (members,)) if household is not None}
    ids = []
    for key, record, source in hits:
        household = record if source == HOUSEHOLD else lives_in.get(record)
        if household is not None:
            ids.append((key, household, source))
    return ids


def _standing(history: History, kind: str, hits: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    ids = as_list({record for _, record, _ in hits})
    sql = f"SELECT id FROM record_{kind} WHERE voided IS NULL AND id IN (SELECT value FROM json_each(?))"
    standing = {record for (record,) in history.rows(sql, (ids,))}
    return [hit for hit in hits if hit[1] in standing]
