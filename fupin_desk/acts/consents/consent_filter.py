"""What may leave the laptop: nothing of a household that has not consented to being registered here.

Always true:

* a change about a household, its members, its contracts or its money travels only while every household it is about, or
  ever was, consents to being registered; otherwise it travels as a bare digest, and is counted as withheld;
* what is about people and names no household that could have consented stays;
* what is about offices, entities and public money travels;
* a line that somebody declined stays, taken out or not, and of one the county knows that it was declined: nobody
  learns who said no by counting;
* a desk without its LOCAL key cannot read who said no: what it cannot show to be covered stays (``consents``);
* that a consent was taken out or undone stays, as a withdrawal does, and is not even a digest in the village's stream:
  what the county knows of it, it goes on knowing;
* what is explained of a missing agreement, or of who got nothing, stays: that there is something to explain would tell;
* a line of a notice travels where what it is about is an office's, or it is printed for several together;
* a notice, with its lines, stays until it is signed: nobody has seen it, and who is on it may still go;
* what an erasure left of an account the county knows, and what is put right in it or voided later, travels: it names
  nobody;
* that something was said of whom a record is about that the county knows, and is gone now, travels: else the county
  could not see why an order to erase covers what it knows as another's;
* what an objection under no name said stays where it is gone: whoever has it yet brings it to the county whole;
* that a contract the county knows of has ended travels all the same, and so does its line in the register of linkages:
  they name nobody, and say no more than that it ended, or stands (safeguards.md, 1).

What a kind's records are about, and which of them stay, is said on its class (``domain.withholding``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from fupin_desk.acts.consents.standing import standing_consents
from fupin_desk.domain.changes import Body, Change, Value
from fupin_desk.domain.withholding import Known
from fupin_desk.kinds.erasure import ACCOUNTS, is_erasure, may_have_led, unnamed_words
from fupin_desk.kinds.judging import TELLING
from fupin_desk.kinds.notices import unnamed_kinds
from fupin_desk.kinds.whose import (
    AGREED,
    AGREES,
    BESIDE,
    BOTH_WAYS,
    ENDING,
    OF_PEOPLE,
    OWNED,
    STAYING,
    TIED,
    TYING,
    is_nobodys,
    naming_fields,
    says_whose,
    takes_out_in_silence,
)
from fupin_desk.store import Reader


def registered_households(reader: Reader, on: date, among: Collection[str] | None = None) -> set[str]:
    """Return the households, of all or ``among`` some, whose consent to being registered here stands on a day."""
    asked = {"to": "register"} if among is None else {"to": "register", "household": sorted(among)}
    return {consent.household for consent in standing_consents(reader, asked, on) if consent.household}


def changes_deciding(reader: Reader, stream: str, records: Collection[str]) -> list[Change]:
    """Return all changes of a stream that decide what of these records may travel, oldest first.

    Those are the records' own, and those of all they ever named, step by step to the households; and where what a
    record said is gone, those of the orders to erase it, and of what these cover. More of them decide nothing else.
    """
    by_seq: dict[int, Change] = {}
    asked, wanted = set[str](), set(records)
    while wanted:
        asked |= wanted
        some = reader.told_of(stream, wanted)
        by_seq |= some
        named = {other for change in some.values() for other in _named(change)} | reader.tied_to(wanted)
        gone = {
            change.body.record
            for change in some.values()
            if change.body and change.erased and may_have_led(change.body)
        }
        orders = reader.erasures_of(gone) if gone else set()
        wanted = (named | orders | _tied_covered(reader, some.values())) - asked
    return [by_seq[place] for place in sorted(by_seq)]


def _named(change: Change) -> Iterator[str]:
    """Yield the ids of what a change of somebody's record names."""
    for name in naming_fields(change.body.kind) & (change.values or {}).keys() if change.body is not None else ():
        value = (change.values or {})[name]
        yield from map(str, value if isinstance(value, list) else () if value is None else (value,))


def _tied_covered(reader: Reader, changes: Iterable[Change]) -> set[str]:
    """Return what orders to erase cover of which others say whose it is: contracts."""
    covered = [change.values.get("covers") for change in changes if is_erasure(change) and change.values is not None]
    places = reader.places({record for ids in covered if isinstance(ids, list) for record in ids}) if covered else {}
    return {record for record, there in places.items() if any(kind in TIED for kind, _stream in there)}


def withheld_among(reader: Reader, changes: Sequence[Change], on: date, known: set[str]) -> set[str]:
    """Return the digests of those of a stream's ``changes`` whose content stays here.

    ``changes`` are all the stream has of whatever its records ever led to (``changes_deciding``), so that whoever a
    record was ever about is still asked, whatever was taken out or put right since. ``known``: digests the office was
    sent before.
    """
    told = {change.body.record for change in changes if change.body is not None and change.digest in known}
    ids: dict[str, set[str]] = defaultdict(set)
    for other in changes:
        if other.body is not None:
            ids[other.body.kind].add(other.body.record)
    whose = _Whose(changes, registered_households(reader, on, ids[AGREES]), told)
    staying = _staying(reader, ids, whose.along.values(), told, on)
    led = _led(changes, told, whose.tied & told)
    free: dict[str, bool] = {}
    held_back = _words_gone(changes)
    for change in changes:
        body = change.body
        if body is None:
            continue
        if body.record not in free:
            stays = body.record in staying or whose.along.get(body.record) in staying
            free[body.record] = not stays and (whose.free(body) or whose.listed(body) or whose.kept(body))
        if _takes_back(body) or not (free[body.record] or _only_ends(body, told) or change.digest in led):
            held_back.add(change.digest)
    return held_back


def _staying(
    reader: Reader, ids: Mapping[str, Collection[str]], beside: Collection[str], told: set[str], on: date
) -> set[str]:
    """Return the records that stay, whoever's they are: what was declined, taken back untold, explained, not signed.

    ``ids``: the records asked about, by kind; ``beside``: those that records among them stay with.

    Without the LOCAL key nobody can tell what was declined or taken out: then all that is untold of these.
    """
    readable = reader.local_here
    standing = set() if readable else {consent.id for consent in standing_consents(reader, {}, on)}
    asked = {kind: {*ids.get(kind, ()), *(beside if kind in BESIDE else ())} for kind in STAYING}
    return {
        record.id
        for kind, some in asked.items()
        if some
        for record in reader.records(kind, {"id": sorted(some)}, voided=True)
        if record.stays(Known(record.id in told, readable, record.id in standing, TELLING))
    }


def _led(changes: Sequence[Change], told: set[str], tied: set[str]) -> set[str]:
    """Return the digests of what was said, and is gone, of whom a record is about that the county knows.

    Of a contract its parties say that: what is gone of a party travels where one order covers it with one of those
    ``tied`` by others that the county knows.
    """
    covered = [change.values.get("covers") for change in changes if is_erasure(change) and change.values is not None]
    beside = {record for ids in covered if isinstance(ids, list) and not tied.isdisjoint(ids) for record in ids}
    return {
        change.digest
        for change in changes
        if change.erased and change.body is not None and may_have_led(change.body)
        if change.body.record in told or (change.body.kind in TYING and change.body.record in beside)
    }


def _words_gone(changes: Sequence[Change]) -> set[str]:
    bodies = {change.digest: change.body for change in changes if change.body is not None}
    words = unnamed_words(bodies)
    return {change.digest for change in changes if change.erased and change.digest in words}


def _only_ends(body: Body, told: set[str]) -> bool:
    return body.record in told and body.kind in ENDING and body.based_on.keys() <= ENDING[body.kind]


def _takes_back(body: Body) -> bool:
    """Whether a consent is taken out by it, or put back after that, as it was written before that was LOCAL."""
    return any(takes_out_in_silence(body.kind, name) for name in body.based_on)


class _Whose:
    """Whose every record of a stream is or ever was, over members, parties, contracts and lines.

    Asked is only who among them has not consented, and that is walked back from: one contract of a whole village costs
    no more than as many contracts of one household.
    """

    def __init__(self, changes: Sequence[Change], consented: set[str], told: set[str]) -> None:
        self.leads: dict[str, set[str]] = defaultdict(set)
        self.led_from: dict[str, set[str]] = defaultdict(set)
        self.households: set[str] = set()
        self.tied: set[str] = set()
        """Records of which others say whose they are."""
        self.nobodys: set[str] = set()
        self.public = {change.body.record for change in changes if change.body and change.body.kind not in OF_PEOPLE}
        """Records of offices, entities and public money."""
        self.unnamed_kinds = unnamed_kinds()
        self.unnamed: set[str] = set()
        """Records that stand on notices without anybody's name."""
        self.follows: dict[str, str] = {}
        """Of each record the one with which it is nobody's."""
        self.along: dict[str, str] = {}
        """Of each line the notice it is on."""
        self.lists: dict[str, str] = {}
        """Of each line what it is about."""
        self.erased = {change.body.record for change in changes if change.body is not None and change.erased}
        self.consented, self.told = consented, told
        for change in changes:
            if change.body is not None and change.body.kind in OF_PEOPLE:
                self._read(change.body, change.values or {})
        self.nobodys |= {record for record, other in self.follows.items() if other in self.nobodys}
        self.somebodys = self._leading_to(self.households)
        self.unconsented = self._leading_to(self.households - consented)
        self.news = self._leading_to(self.households - consented - told)
        """Records of somebody who has not consented, and of whom the county knows nothing."""

    def _read(self, body: Body, values: Mapping[str, Value]) -> None:
        if body.kind in self.unnamed_kinds:
            self.unnamed.add(body.record)
        if body.kind == AGREES:
            self.households.add(body.record)
            return
        if body.kind in TIED:
            self.tied.add(body.record)
        if is_nobodys(body.kind, values, self.public):
            self.nobodys.add(body.record)
        travels = AGREED[body.kind]
        at = ((travels.along, self.along), (travels.lists, self.lists), (travels.follows, self.follows))
        for field, named in at:
            if field is not None:
                named[body.record] = str(values.get(field) or named.get(body.record, ""))
        for name, value in values.items():
            if says_whose(body.kind, name):
                for other in value if isinstance(value, list) else [value]:
                    self._lead(body, name, str(other))

    def _lead(self, body: Body, name: str, other: str) -> None:
        self._note(body.record, other)
        if (body.kind, name) in BOTH_WAYS:
            self._note(other, body.record)

    def _note(self, record: str, other: str) -> None:
        self.leads[record].add(other)
        self.led_from[other].add(record)

    def _leading_to(self, households: set[str]) -> set[str]:
        """Return these households and all records that lead to any of them; a household leads nowhere."""
        reached, waiting = set(households), list(households)
        for household in waiting:  # grows while it is read
            new = self.led_from.get(household, set()) - reached - self.households
            reached |= new
            waiting += new
        return reached

    def free(self, body: Body) -> bool:
        """Return whether nothing about a record keeps it here."""
        if body.kind not in OF_PEOPLE:
            return True
        if body.record in self.somebodys:
            return body.record not in self.unconsented
        return body.record in self.nobodys

    def kept(self, body: Body) -> bool:
        """Return whether it is what an erasure leaves of an account that the county knows, and nobody else is in it.

        It names nobody any more; what is put right in it later, or voided, the county's sums must follow.
        """
        if body.kind not in ACCOUNTS or body.record not in self.erased & self.told:
            return False
        if body.kind not in OWNED:
            return body.record not in self.unconsented
        return self.leads[body.record] & self.households <= self.consented

    def listed(self, body: Body) -> bool:
        """Return whether it is a nameless line about what the county knows (a contract), and nobody new is in it.

        Its gap among the printed lines would tell who took their agreement back.
        """
        about = self.lists.get(body.record, "")
        return about in self.unnamed and about in self.told and body.record not in self.news
