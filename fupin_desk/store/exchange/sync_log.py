"""The sync log: desks let in, bundles and receipts, what was sent and offered, and what is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from fupin_desk.domain.changes import Change
from fupin_desk.domain.verdicts import Judged, Verdict
from fupin_desk.store.history import pending
from fupin_desk.store.history.history import History, as_list


class EnrolledDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A laptop the office let in."""

    desk: str
    village: str
    name: str
    certificate: str
    """PEM."""
    person: str = ""
    enrolled_on: str = ""
    revoked_at: str | None = None
    """The instant the office stopped standing behind it."""
    knows: dict[str, list[str]] = {}
    """Heads of each stream that it last said it has."""
    continuity_key: str = ""
    """Base64: what its next request to join must be signed by; empty where it joined before there was such a key."""
    older_invitations: list[str] = []
    """Invitations that were out when it got its certificate: what it asked under one of them it asked before that."""


class SentChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change that went to the office with its content."""

    digest: str
    bundle: int
    """The number of the first bundle it was in; 0 where the desk was put back to a copy that does not know."""
    state: str = "unanswered"
    """``taken``, ``disputed``, ``held``, ``returned`` or ``unanswered``."""
    reason: str | None = None


class KeptReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt as it was signed: at the office those it gave, at a village those it got."""

    digest: str
    desk: str
    number: int
    content: bytes
    signature: bytes


class KeptBundle(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle made here or taken here."""

    digest: str
    """SHA-256 of its file."""
    made: bool
    """Made here; else taken."""
    desk: str
    """Whom it was for, or whom it came from."""
    number: int
    at: str
    file: str
    counts: dict[str, int] = {}


class SyncLogReader:
    """What a reader finds in the log."""

    @property
    def history_here(self) -> History:
        """The history with everything written so far."""
        raise NotImplementedError

    def desks(self) -> list[EnrolledDesk]:
        """Return every desk let in, revoked ones too, by village and id."""
        rows = self.history_here.rows("SELECT entry FROM enrolled_desk ORDER BY village, desk")
        return [msgspec.json.decode(entry, type=EnrolledDesk) for (entry,) in rows]

    def enrolled_desk(self, desk: str) -> EnrolledDesk | None:
        """Return one desk, or None where it was never let in."""
        rows = self.history_here.rows("SELECT entry FROM enrolled_desk WHERE desk = ?", (desk,))
        return msgspec.json.decode(rows[0][0], type=EnrolledDesk) if rows else None

    def places_of(self, persons: Iterable[str]) -> dict[str, str]:
        """Return the code of the place that each person is known to be of; nothing of one who is not known."""
        sql = "SELECT person, place FROM known_person WHERE person IN (SELECT value FROM json_each(?))"
        return dict(self.history_here.rows(sql, (as_list(persons),)))

    def persons_by_desk(self) -> dict[str, int]:
        """Return how many persons each desk told of first."""
        return dict(self.history_here.rows("SELECT desk, count(*) FROM known_person GROUP BY desk ORDER BY desk"))

    def persons_kept(self) -> set[str]:
        """Return the ids of all who were ever entered as persons on this desk, those taken out too."""
        sql = """SELECT DISTINCT b.record FROM stream s JOIN change c ON c.stream = s.id
            JOIN change_body b ON b.seq = c.seq WHERE s.name = 'local' AND b.kind = 'person'"""
        return {person for (person,) in self.history_here.rows(sql)}

    def sent(self, among: Iterable[str] | None = None) -> dict[str, SentChange]:
        """Return every change ever sent with its content, by digest; of some digests, those ``among`` them."""
        sql, asked = "SELECT digest, bundle, state, reason FROM sent", tuple[str, ...]()
        if among is not None:
            sql, asked = f"{sql} WHERE digest IN (SELECT value FROM json_each(?))", (as_list(among),)
        rows = self.history_here.rows(f"{sql} ORDER BY bundle, digest", asked)
        return {row[0]: SentChange(digest=row[0], bundle=row[1], state=row[2], reason=row[3]) for row in rows}

    def unsent_of(self, desk: str) -> list[str]:
        """Return the changes of a desk that may travel, are here with their content, and are not among those sent."""
        sql = """SELECT lower(hex(c.digest)) FROM change c JOIN stream s ON s.id = c.stream
            JOIN change_body b ON b.seq = c.seq
            WHERE s.name NOT IN ('local', 'county') AND json_extract(CAST(b.body AS TEXT), '$.desk') = ?
            AND NOT EXISTS (SELECT 1 FROM sent t WHERE t.digest = lower(hex(c.digest))) ORDER BY c.seq"""
        return [digest for (digest,) in self.history_here.rows(sql, (desk,))]

    def unoffered_of(self, desk: str) -> list[str]:
        """Return the changes of a desk that are here with their content, and of which the log has no verdict."""
        sql = """SELECT lower(hex(c.digest)) FROM change c JOIN stream s ON s.id = c.stream
            JOIN change_body b ON b.seq = c.seq
            WHERE s.name NOT IN ('local', 'county') AND json_extract(CAST(b.body AS TEXT), '$.desk') = ?1
            AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.desk = ?1 AND o.digest = lower(hex(c.digest)))
            ORDER BY c.seq"""
        return [digest for (digest,) in self.history_here.rows(sql, (desk,))]

    def sent_counts(self) -> dict[str, int]:
        """Return how many sent changes stand in each state."""
        return dict(self.history_here.rows("SELECT state, count(*) FROM sent GROUP BY state ORDER BY state"))

    def sent_of_records(self, records: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return for each record how many of its changes that may travel stand where; ``""`` for those never sent."""
        sql = """SELECT b.record, coalesce(t.state, ''), count(*) FROM change_body b JOIN change c ON c.seq = b.seq
            JOIN stream s ON s.id = c.stream LEFT JOIN sent t ON t.digest = lower(hex(c.digest))
            WHERE b.record IN (SELECT value FROM json_each(?)) AND s.name NOT IN ('local', 'county') GROUP BY 1, 2"""
        by_desk: dict[str, dict[str, int]] = {}
        for record, state, count in self.history_here.rows(sql, (as_list(records),)):
            by_desk.setdefault(record, {})[state] = count
        return by_desk

    def records_sent(self, states: Iterable[str]) -> dict[str, str]:
        """Return the records of which a change that was sent stands so, each with the first of the states it is in."""
        wanted = list(states)
        sql = """SELECT DISTINCT b.record, t.state FROM sent t JOIN change c ON c.digest = unhex(t.digest)
            JOIN change_body b ON b.seq = c.seq WHERE t.state IN (SELECT value FROM json_each(?))"""
        by_record: dict[str, str] = {}
        for record, state in sorted(
            self.history_here.rows(sql, (as_list(wanted),)), key=lambda row: wanted.index(row[1])
        ):
            by_record.setdefault(record, state)
        return by_record

    @property
    def answered_through(self) -> tuple[int, int]:
        """The places of the newest bundle and receipt: with them alone it changes where stands what was sent."""
        sql = "SELECT coalesce((SELECT max(place) FROM bundle), 0), coalesce((SELECT max(place) FROM receipt), 0)"
        ((bundle, receipt),) = self.history_here.rows(sql)
        return bundle, receipt

    def offers(self, desk: str) -> list[Judged]:
        """Return the verdict on every change this desk ever offered."""
        rows = self.history_here.rows(
            "SELECT digest, verdict, reason FROM offer WHERE desk = ? ORDER BY digest", (desk,)
        )
        return [Judged(digest, Verdict(verdict), reason) for digest, verdict, reason in rows]

    def open_offers(self, desk: str) -> list[Judged]:
        """Return the verdicts on what a desk offered and that was not simply taken, however much was."""
        rows = self.history_here.rows(
            """SELECT digest, verdict, reason FROM offer INDEXED BY offer_open
            WHERE verdict <> 'taken' AND desk = ? ORDER BY digest""",
            (desk,),
        )
        return [Judged(digest, Verdict(verdict), reason) for digest, verdict, reason in rows]

    def offers_standing(self, verdict: Verdict) -> list[tuple[str, str]]:
        """Return desk and digest of every offer that stands so; not for ``taken``, which nearly all are."""
        sql = "SELECT desk, digest FROM offer WHERE verdict <> 'taken' AND verdict = ? ORDER BY digest, desk"
        return [(desk, digest) for desk, digest in self.history_here.rows(sql, (verdict.value,))]

    def offer_counts(self) -> dict[str, dict[str, int]]:
        """Return for each desk how many of its changes got each verdict."""
        by_desk: dict[str, dict[str, int]] = {}
        sql = "SELECT desk, verdict, count(*) FROM offer GROUP BY desk, verdict ORDER BY desk, verdict"
        for desk, verdict, count in self.history_here.rows(sql):
            by_desk.setdefault(desk, {})[verdict] = count
        return by_desk

    def held(self) -> list[Change]:
        """Return every change held: what it follows has not come."""
        return pending.held(self.history_here)

    def receipts(self, desk: str) -> list[KeptReceipt]:
        """Return the receipts to a desk in the order in which they were kept."""
        rows = self.history_here.rows(
            "SELECT digest, desk, number, content, signature FROM receipt WHERE desk = ? ORDER BY place", (desk,)
        )
        return [
            KeptReceipt(digest=row[0], desk=row[1], number=row[2], content=row[3], signature=row[4]) for row in rows
        ]

    def bundles(self, *, made: bool) -> list[KeptBundle]:
        """Return the bundles made here, or those taken here, in the order in which they were."""
        rows = self.history_here.rows("SELECT entry FROM bundle WHERE made = ? ORDER BY place", (int(made),))
        return [msgspec.json.decode(entry, type=KeptBundle) for (entry,) in rows]

    def last_bundles(self, *, made: bool) -> dict[str, str]:
        """Return for each desk when the newest bundle was made here for it, or taken here from it."""
        sql = """SELECT json_extract(entry, '$.desk'), max(json_extract(entry, '$.at')) FROM bundle WHERE made = ?
            GROUP BY 1"""
        return dict(self.history_here.rows(sql, (int(made),)))

    def bundle_numbers(self, *, made: bool) -> dict[str, int]:
        """Return for each desk the highest number among the bundles made here for it, or taken here from it."""
        sql = """SELECT json_extract(entry, '$.desk'), max(json_extract(entry, '$.number')) FROM bundle WHERE made = ?
            GROUP BY 1"""
        return dict(self.history_here.rows(sql, (int(made),)))


class SyncLogWriter(SyncLogReader):
    """What a unit of work writes in the log."""

    def _put(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        if batch := list(rows):
            self.history_here.run(sql, batch)

    def enrol_desk(self, desk: EnrolledDesk) -> None:
        """Write a desk down, anew or as it is now."""
        self._put(
            """INSERT INTO enrolled_desk (desk, village, entry) VALUES (?, ?, ?) ON CONFLICT (desk) DO UPDATE
            SET village = excluded.village, entry = excluded.entry""",
            [(desk.desk, desk.village, msgspec.json.encode(desk).decode())],
        )

    def keep_persons(self, persons: Iterable[str], place: str, desk: str) -> None:
        """Note of which place persons are, and which desk told it; who is known already stays where they are."""
        self._put(
            "INSERT INTO known_person (person, place, desk) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            ((person, place, desk) for person in persons),
        )

    def claim_persons(self, persons: Iterable[str], place: str, desk: str) -> None:
        """Note of which place persons are, whoever else has told of them."""
        self._put(
            """INSERT INTO known_person (person, place, desk) VALUES (?, ?, ?) ON CONFLICT (person) DO UPDATE
            SET place = excluded.place, desk = excluded.desk WHERE place <> excluded.place""",
            ((person, place, desk) for person in persons),
        )

    def note_sent(self, digests: Iterable[str], bundle: int) -> None:
        """Note what went into a bundle with its content; what was sent before keeps its first bundle and its state."""
        self._put(
            "INSERT INTO sent (digest, bundle, state) VALUES (?, ?, 'unanswered') ON CONFLICT DO NOTHING",
            ((digest, bundle) for digest in digests),
        )

    def set_sent(self, states: Mapping[str, str], reasons: Mapping[str, str]) -> None:
        """Note where each sent change stands by the newest receipt, and why where it was returned."""
        self._put(
            "UPDATE sent SET state = ?1, reason = ?2 WHERE digest = ?3 AND (state <> ?1 OR reason IS NOT ?2)",
            ((str(state), reasons.get(digest), digest) for digest, state in states.items()),
        )

    def forget_sent(self, digests: Iterable[str]) -> None:
        """Take out what neither this desk nor the office has any more: nobody will ever answer it."""
        self._put("DELETE FROM sent WHERE digest = ?", ((digest,) for digest in digests))

    def note_offers(self, desk: str, judged: Iterable[Judged]) -> None:
        """Note the verdicts on what a desk offered. An offering again, which is only ``known``, changes none."""
        self._put(
            """INSERT INTO offer (desk, digest, verdict, reason) VALUES (?, ?, ?, ?) ON CONFLICT (desk, digest)
            DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason WHERE excluded.verdict <> 'known'""",
            ((desk, verdict.digest, verdict.verdict.value, verdict.reason) for verdict in judged),
        )

    def forget_offers(self, digests: Iterable[str]) -> None:
        """Take out the verdicts on changes that are not here at all, whatever the log says."""
        self._put("DELETE FROM offer WHERE digest = ?", ((digest,) for digest in digests))

    def settle_offers(self, digests: Iterable[str]) -> None:
        """Note that what was disputed or held is so no longer: it counts as taken."""
        self._put(
            """UPDATE offer SET verdict = 'taken', reason = NULL
            WHERE digest = ? AND verdict <> 'taken' AND verdict IN ('disputed', 'held')""",
            ((digest,) for digest in digests),
        )

    def dispute_offers(self, offers: Iterable[tuple[str, str]]) -> None:
        """Note that what a desk (first) offered and was taken (its digest, second) is disputed by now."""
        self._put("UPDATE offer SET verdict = 'disputed' WHERE desk = ? AND digest = ? AND verdict = 'taken'", offers)

    def replace_held(self, changes: Iterable[Change]) -> None:
        """Hold these changes, in place of all that were held before; what an order to erase reaches, bare."""
        pending.hold(self.history_here, changes)

    def keep_receipt(self, receipt: KeptReceipt) -> None:
        """Keep a receipt; one that is kept already changes nothing."""
        self._put(
            """INSERT INTO receipt (digest, desk, number, content, signature) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""",
            [(receipt.digest, receipt.desk, receipt.number, receipt.content, receipt.signature)],
        )

    def keep_bundle(self, bundle: KeptBundle) -> None:
        """Note a bundle made or taken; one that is noted already changes nothing."""
        self._put(
            "INSERT INTO bundle (digest, made, entry) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(bundle.digest, int(bundle.made), msgspec.json.encode(bundle).decode())],
        )
