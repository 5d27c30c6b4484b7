"""What a village's desk may say of the records that are here already: of its own, and of nobody else's.

Asked after ``admission``, which judges a change by itself; here it is held against what the office keeps.

* A change is by somebody of the sender's village (``persons``).
* A record stays in the village and of the kind it began with, and names no record of another village.
* An objection stays as it was received: its words, and what they are about, are written once, and whoever is named
  afterwards is named alone: else the words would go with a household that is erased. It is answered by nobody who drew
  up or signed the notice (by nobody of the village where that was never told), not again where the county has answered,
  and no answer is taken back. To write what stands once more, as what an erasure keeps is written, is no answer.
* Values are gone only where an order to erase names their record, and an order names only what hangs on whom it is
  about, or may (``store.hanging``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from fupin_desk.domain.changes import COUNTY_STREAM, LOCAL_STREAM, Body, Change, Value
from fupin_desk.domain.record import kind_name
from fupin_desk.exchange.admission import Reason
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.erasure import AGREED, ERASURE, OBJECTION, REACHED, is_erasure, named_at_birth, only_names
from fupin_desk.subjects.notice.objecting import ANSWER, MAKING, RECEIVED, RECEIVED_ONCE
from fupin_desk.subjects.notice.records import Notice as NoticeRecord
from fupin_desk.subjects.village.records import Village

NOTICE, VILLAGE = kind_name(NoticeRecord), kind_name(Village)

Place = tuple[str, str]
"""Kind and stream of something that is here."""


class Kept(Protocol):
    """What the office keeps; each question is asked once per offering, for all it is about."""

    def places(self, ids: Collection[str]) -> Mapping[str, Collection[Place]]:
        """Return kind and stream of whatever is here under each id."""

    def histories(self, records: Collection[tuple[str, str]]) -> Iterable[Change]:
        """Return the changes, not bare, of records named by kind and id."""

    def ordered(self, stream: str, records: Collection[str]) -> Collection[str]:
        """Return those of the records that an order to erase in this stream names."""

    def astray(self, orders: Mapping[str, Change], beside: Collection[Change]) -> Collection[str]:
        """Return those of the orders (by digest) that cover what does not hang on whom they are about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked."""

    kept: Kept
    office: str
    """The office's own desk."""
    persons: Collection[str]
    """Who may write for the sender's village."""


def foreign(candidates: Mapping[str, Change], beside: Collection[Change], asked: Asked) -> dict[str, Reason]:
    """Return why changes of a village's desk are returned that are sound in themselves.

    ``candidates``: by digest, parents first, all with a body. ``beside``: what is held and not released.
    """
    asking = _Asking(candidates, beside, asked)
    reasons: dict[str, Reason] = {}
    for rule in (asking.strange, asking.elsewhere, asking.objecting, asking.astray, asking.unordered):
        reasons |= {digest: reason for digest, reason in rule(reasons).items() if digest not in reasons}
    return reasons


@dataclass(slots=True)
class _Objection:
    """What is known of one objection, before the changes that are asked about."""

    notice: str | None = None
    written: dict[str, list[Value]] = field(default_factory=dict)
    """What its fields said, as far as it is known."""
    by_office: bool = False
    """Whether the county answered."""
    answers: dict[str, dict[str, tuple[Value, bool]]] = field(default_factory=dict)
    """By field and change: of an answer what nothing replaced, and whether it is the county's, or says the same."""
    named: bool | None = None
    """Whether its words came under a name, as far as they are known: whoever wrote them first says so."""

    def take(self, change: Change, office: str, judged: bool = True) -> None:
        """Take in what somebody wrote; of what was not ``judged`` yet no answer stands."""
        body = change.body
        assert body is not None
        for name, value in (change.values or {}).items():
            if value is not None:
                self.written.setdefault(name, []).append(value)
                self.notice = str(value) if name == "notice" else self.notice
        for name in ANSWER & body.based_on.keys() if judged else ():
            self._answer(name, change, body, body.desk == office)
        self.by_office |= body.desk == office and not ANSWER.isdisjoint(body.based_on)
        if self.named is None and "said" in body.based_on:
            self.named = named_at_birth(body)

    def _answer(self, name: str, change: Change, body: Body, by_office: bool) -> None:
        standing = self.answers.setdefault(name, {})
        told = (change.values or {}).get(name)
        replaced = [standing.pop(base) for base in body.based_on[name] if base in standing]
        restated = any(of_office for _, of_office in replaced)
        standing[change.digest] = (told, by_office or restated)  # what is here of a village's was judged already

    def stands(self, name: str, value: Value) -> bool:
        """Return whether a field of the answer says so already; where the county answered, whether it does."""
        standing = self.answers.get(name, {}).values()
        return any(value == told is not None and (of_office or not self.by_office) for told, of_office in standing)


class _Asking:
    def __init__(self, candidates: Mapping[str, Change], beside: Collection[Change], asked: Asked) -> None:
        self.candidates = {digest: (change, change.body) for digest, change in candidates.items() if change.body}
        self.beside, self.kept, self.office, self.persons = beside, asked.kept, asked.office, asked.persons

    def _of_kind(self, kind: str, returned: Collection[str]) -> dict[str, tuple[Change, Body]]:
        return {
            digest: candidate
            for digest, candidate in self.candidates.items()
            if candidate[1].kind == kind and digest not in returned
        }

    def strange(self, _returned: Collection[str]) -> dict[str, Reason]:
        strangers = (digest for digest, (_, body) in self.candidates.items() if body.person not in self.persons)
        return dict.fromkeys(strangers, Reason.PERSON)

    # ---- a record stays where and what it is

    def elsewhere(self, returned: Collection[str]) -> dict[str, Reason]:
        candidates = {digest: candidate for digest, candidate in self.candidates.items() if digest not in returned}
        named = {digest: _named_in(change, body) for digest, (change, body) in candidates.items()}
        ids = {body.record for _, body in candidates.values()}.union(*named.values())
        places = {record: set(kept_places) for record, kept_places in self.kept.places(ids).items()}
        reasons: dict[str, Reason] = {}
        for digest, (change, body) in candidates.items():
            reason = _moved(change, body, places.get(body.record, set()))
            if reason is None and any(
                _of_another(change.stream, places.get(record, set())) for record in named[digest]
            ):
                reason = Reason.VILLAGE
            if reason is None:
                places.setdefault(body.record, set()).add((body.kind, change.stream))
            else:
                reasons[digest] = reason
        return reasons

    # ---- erasing

    def astray(self, returned: Collection[str]) -> dict[str, Reason]:
        orders = {digest: change for digest, (change, _) in self._of_kind(ERASURE, returned).items() if change.values}
        others = [change for digest, (change, _) in self.candidates.items() if digest not in returned]
        if not orders:
            return {}
        return dict.fromkeys(self.kept.astray(orders, [*others, *self.beside]), Reason.ORDER)

    def unordered(self, returned: Collection[str]) -> dict[str, Reason]:
        erased: dict[str, dict[str, Body]] = {}
        ordered: dict[str, set[str]] = {}
        for digest, (change, body) in self.candidates.items():
            if digest in returned:
                continue
            if change.erased:
                erased.setdefault(change.stream, {})[digest] = body
            elif is_erasure(change):
                ordered.setdefault(change.stream, set()).update(_covered(change))
        for change in self.beside:
            if is_erasure(change):
                ordered.setdefault(change.stream, set()).update(_covered(change))
        reasons: dict[str, Reason] = {}
        for stream, bodies in erased.items():
            records = {body.record for body in bodies.values()}
            allowed = ordered.get(stream, set()).union(self.kept.ordered(stream, records))
            reasons |= {
                digest: Reason.ERASED
                for digest, body in bodies.items()
                if body.kind not in REACHED or body.record not in allowed
            }
        return reasons

    # ---- objections

    def objecting(self, returned: Collection[str]) -> dict[str, Reason]:
        asked = self._of_kind(OBJECTION, returned)
        if not asked:
            return {}
        known = self._objections({body.record for _, body in asked.values()})
        drafted = self._makers(returned, known, asked)
        reasons: dict[str, Reason] = {}
        emptied: dict[str, set[str]] = {}
        for digest, (change, body) in asked.items():
            objection = known.setdefault(body.record, _Objection())
            notice = objection.notice or (change.values or {}).get("notice")
            if _spoils(change, body, objection, drafted.get(str(notice))):
                reasons[digest] = Reason.OBJECTION
                continue
            if change.values is None:
                emptied[digest] = {name for name in _STAYING & body.based_on.keys() if name in objection.written}
            objection.take(change, self.office, judged=change.values is not None)
        standing = [candidate for digest, candidate in asked.items() if digest not in reasons]
        return reasons | dict.fromkeys(_not_said_again(emptied, standing), Reason.OBJECTION)

    def _objections(self, records: Collection[str]) -> dict[str, _Objection]:
        known: dict[str, _Objection] = {}
        here = self.kept.histories({(OBJECTION, record) for record in records})
        waiting = [change for change in self.beside if change.body and change.body.kind == OBJECTION]
        for change, judged in (*((change, True) for change in here), *((change, False) for change in waiting)):
            if change.body is not None and change.body.record in records and change.digest not in self.candidates:
                known.setdefault(change.body.record, _Objection()).take(change, self.office, judged)
        return known

    def _makers(
        self, returned: Collection[str], known: Mapping[str, _Objection], asked: Mapping[str, tuple[Change, Body]]
    ) -> dict[str, set[str]]:
        """Return who drew up or signed each notice that is objected to; nothing where either was never told."""
        notices_named = [change.values.get("notice") for change, _ in asked.values() if change.values]
        notices = {
            str(notice) for notice in (*notices_named, *(objection.notice for objection in known.values())) if notice
        }
        offered = [change for digest, (change, _) in self._of_kind(NOTICE, returned).items()]
        made: dict[str, set[str]] = {}
        streams: dict[str, set[str]] = {}
        for change in (*self.kept.histories({(NOTICE, notice) for notice in notices}), *offered):
            body = change.body
            if body is not None and body.kind == NOTICE and body.record in notices and MAKING & body.based_on.keys():
                made.setdefault(body.record, set()).update(MAKING & body.based_on.keys())
                streams.setdefault(body.record, set()).add(body.person)
        return {notice: persons for notice, persons in streams.items() if made[notice] == MAKING}


def _moved(change: Change, body: Body, places: Collection[Place]) -> Reason | None:
    if any(kind != body.kind for kind, _ in places):
        return Reason.OTHER
    if _of_another(change.stream, places):
        return Reason.VILLAGE
    code = (change.values or {}).get("code") if body.kind == VILLAGE else None
    return Reason.VILLAGE if code is not None and change.stream != f"village:{code}" else None


def _of_another(stream: str, places: Collection[Place]) -> bool:
    """Whether what is here is another village's; what this machine keeps to itself beside it says nothing."""
    streams = {stream for _, stream in places} - {LOCAL_STREAM}
    return bool(streams) and not streams & {stream, COUNTY_STREAM}


def _named_in(change: Change, body: Body) -> set[str]:
    """Return every record that a change names."""
    spec = KINDS.get(body.kind)
    if spec is None or not change.values:
        return set()
    named: set[str] = set()
    for name, value in change.values.items():
        field = spec.fields[name].field
        if field.shape.refers or field.kind_in is not None:
            named.update(value if isinstance(value, list) else [value] if isinstance(value, str) else [])
    return named


def _covered(order: Change) -> Collection[str]:
    covers = (order.values or {}).get("covers")
    return covers if isinstance(covers, list) else ()


_STAYING = (RECEIVED | ANSWER) - {AGREED}
"""Of an objection what no erased change leaves empty."""


def _not_said_again(emptied: Mapping[str, set[str]], standing: Iterable[tuple[Change, Body]]) -> set[str]:
    """Return which erased changes would leave empty what stood in an objection: what an erasure keeps is said again."""
    again: dict[str, set[str]] = {}
    for change, body in standing:
        for name, value in (change.values or {}).items():
            for base in body.based_on[name] if value is not None else ():
                again.setdefault(base, set()).add(name)
    return {digest for digest, names in emptied.items() if names - again.get(digest, set())}


def _adds(values: Mapping[str, Value], known: _Objection) -> bool:
    """Whether values say of an objection that was received what only its receiving says."""
    return any(values[name] is not None and name not in known.written for name in RECEIVED_ONCE & values.keys())


def _spoils(change: Change, body: Body, known: _Objection, makers: Collection[str] | None) -> bool:
    """Whether a village's change makes an objection to itself say something else, or answers in its own cause."""
    names = body.based_on.keys()
    named = named_at_birth(body) if known.named is None else known.named
    if change.values is None:
        return not (only_names(body) or named)
    if known.named is not None and _adds(change.values, known):
        return True
    if AGREED in names and not (named or only_names(body)):
        return True  # words that go with a name are nobody's to make of those of somebody unnamed
    said_before = [(change.values[name], known.written[name]) for name in names & RECEIVED if name in known.written]
    if change.values.get("voided") is not None or any(value not in before for value, before in said_before):
        return True  # what an erasure keeps is written again as it was
    answered = {name for name in names & ANSWER if not known.stands(name, change.values[name])}
    if not answered:
        return False
    empty = any(change.values[name] is None for name in answered)
    return empty or known.by_office or makers is None or body.person in makers
