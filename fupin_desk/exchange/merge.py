"""One verdict for every change that is offered. Pure: what the desk has already comes in, what is to be done goes out.

Always true:

* every full change offered gets exactly one verdict, the first that fits of returned, held, disputed, taken, known;
* offered in any order, in any portions, any number of times, the same changes end in the same history;
* a change that was offered is applied, held or returned: nothing is dropped in silence.

Some things follow from histories having no hole:

* **A returned change joins the history bare.** Otherwise everything written after it on that laptop would be held for
  ever. Its content is not taken; should it be fit later (a newer desk here), it is taken as any other.
* **Bare changes get no verdict.** They join, or are held, like the others; one whose stream the sender may not write is
  passed over, unless it is vouched for. As bare, too, an office takes what an unnamed objection said, where it is gone
  at the sender: no receipt then tells another laptop, which still has it, that the county does.

* **What was held is judged again when it is released**, by what is here by then. What a receipt proved when it came is
  proved for good: that is remembered as long as it is held (``Outcome.proved``).

Whether it is *disputed* is seen when everything offered has been put in its place: a change that a later one of the
same offering replaces disputes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fupin_desk.domain.changes import LOCAL_STREAM, Change, fault_of
from fupin_desk.domain.verdicts import Judged, Verdict
from fupin_desk.exchange.admission import Reason, Sender, why_returned
from fupin_desk.exchange.ancestry import Ancestry
from fupin_desk.exchange.disputes import Record, disputed_by
from fupin_desk.exchange.ordering import parents_first
from fupin_desk.exchange.ownership import Asked, foreign
from fupin_desk.kinds.erasure import OBJECTION, unnamed_words


class Known(Protocol):
    """What this desk has already; each question is asked once per offering and stream, for all it is about."""

    def standing(self, stream: str, digests: Collection[str]) -> Mapping[str, bool]:
        """Return those of ``digests`` that are in this stream's history, with whether each is bare."""

    def graph(self, stream: str) -> Iterable[tuple[str, Sequence[str]]]:
        """Return every change of a stream with its parents, parents first."""

    def histories(self, records: Collection[Record]) -> Iterable[Change]:
        """Return the changes of records, but for bare ones."""


@dataclass(slots=True)
class Outcome:
    """What becomes of an offering."""

    verdicts: list[Judged] = field(default_factory=list)
    """Of each full change offered, in the order in which they were offered."""
    released: list[Judged] = field(default_factory=list)
    """Of those held before, the full ones that are held no longer. They may be among the offered again."""
    apply: list[Change] = field(default_factory=list)
    """What joins the history, parents first: new ones, bare ones, and bare ones that are filled in."""
    hold: list[Change] = field(default_factory=list)
    """What is held from now on, in place of all that was held before; some are bare."""
    proved: list[str] = field(default_factory=list)
    """Of what is held from now on, what a receipt of the office proved when it came."""
    unproved: list[str] = field(default_factory=list)
    """Of what is applied or held, what was offered now and is new, and no receipt of the office vouches for."""

    @property
    def counts(self) -> dict[str, int]:
        """How many got each verdict."""
        given = [judged.verdict for judged in self.verdicts]
        return {verdict.value: given.count(verdict) for verdict in Verdict}


def judge(
    offered: Iterable[Change],
    sender: Sender,
    known: Known,
    *,
    held: Iterable[Change] = (),
    proved: Collection[str] = (),
    vouched: Collection[str] = (),
    bare_there: Collection[str] = (),
    asked: Asked | None = None,
) -> Outcome:
    """Judge what ``sender`` offers, together with what was ``held`` before (whoever offered that; ``proved`` of it).

    ``vouched``: heads that stand in this office's own receipts, as the sender brings them along. ``bare_there``: what
    the same receipts say was known there only to exist, or was returned; of what these say they prove nothing, else
    whoever is returned something would bring it again with the receipt that says so. ``asked``: what the office keeps
    of the records it is about; a village takes its office's word and asks nothing (None).
    """
    judging = _Judging(sender, known, offered, held, (vouched, bare_there))
    judging.proved.update(digest for digest in proved if digest in judging.held)
    return judging.outcome(asked)


class _Judging:
    def __init__(
        self,
        sender: Sender,
        known: Known,
        offered: Iterable[Change],
        held: Iterable[Change],
        vouched: tuple[Collection[str], Collection[str]],
    ) -> None:
        self.sender, self.known = sender, known
        self.pool: dict[str, Change] = {}
        self.held = {self._add(change): change for change in held}
        added = [(self._add(change), change.bare) for change in offered]
        self.offered = list(dict.fromkeys(digest for digest, bare in added if not bare))
        self.returned: dict[str, Reason] = {}
        self.there = self._there()
        self.parents_first = parents_first({digest: change.parents for digest, change in self.pool.items()})
        heads, bare_there = vouched
        self.behind = self._behind(heads)
        self.proved = self.behind.difference(bare_there)
        self.order = self._placed()

    def outcome(self, asked: Asked | None) -> Outcome:
        if asked is not None:
            self._strip_words()
        self._admit()
        if asked is not None:
            self._ask(asked)
        self._check_bases()
        brought = [digest for digest in self.order if self._brings(digest)]
        fresh = [(digest, self.pool[digest]) for digest in brought if digest not in self.returned]
        verdicts = self._verdicts(set(brought), disputed_by(fresh, self.known.histories))
        placed = set(self.order)
        outcome = Outcome()
        outcome.apply = [self._as_taken(digest) for digest in brought]
        waiting = [digest for digest in self.pool if digest not in placed and self._allowed(digest)]
        outcome.hold = [self._as_taken(digest) for digest in waiting]
        outcome.proved = [digest for digest in waiting if digest in self.proved]
        outcome.unproved = [
            digest
            for digest in (*brought, *waiting)
            if self._bare_here(digest) is None and digest not in self.behind and digest not in self.held
        ]
        outcome.verdicts = [verdicts[digest] for digest in self.offered]
        outcome.released = [
            verdicts[digest]
            for digest, change in self.held.items()
            if not change.bare and verdicts[digest].verdict is not Verdict.HELD
        ]
        return outcome

    # ---- what is offered

    def _add(self, change: Change) -> str:
        """Keep, of those that have the same digest, one that is what it says, and the fullest of them."""
        digest = change.digest
        other = self.pool.get(digest)
        if other is None or (other != change and _worth(change) > _worth(other)):
            self.pool[digest] = change
        return digest

    def _there(self) -> dict[str, Mapping[str, bool]]:
        """Return by stream what is here of all that is offered or held, and of what it follows there."""
        asked: dict[str, set[str]] = {}
        for digest, change in self.pool.items():
            asked.setdefault(change.stream, set()).update((digest, *change.parents))
        return {stream: self.known.standing(stream, digests) for stream, digests in asked.items()}

    def _bare_here(self, digest: str) -> bool | None:
        """Whether a change of the pool is here, and only bare; None where it is not here at all."""
        return self.there[self.pool[digest].stream].get(digest)

    def _to_judge(self) -> list[str]:
        """Return what comes now with something to judge, parents first: offered, or held and released."""
        placed, offered = set(self.order), set(self.offered)
        return [
            digest
            for digest in self.parents_first
            if self.pool[digest].body is not None
            if digest in placed or (digest in offered and self.pool[digest] is not self.held.get(digest))
            if digest in offered or digest in self.held
        ]

    def _strip_words(self) -> None:
        """Take as bare what was said in an objection under no name and is gone at the sender, though it is proved.

        The county keeps it whoever is erased. Known as only existing it is asked for: whoever has it brings it whole.
        """
        gone = {
            digest: body.record
            for digest in self.offered
            if (body := self.pool[digest].body) is not None and body.kind == OBJECTION and self.pool[digest].erased
            if digest in self.proved and self._bare_here(digest) is not False
        }
        if not gone:
            return
        here = self.known.histories({(OBJECTION, record) for record in gone.values()})
        sound = [change for digest, change in self.pool.items() if digest in self.proved and fault_of(change) is None]
        bodies = {change.digest: change.body for change in (*here, *sound) if change.body is not None}
        words = unnamed_words(bodies).keys() & gone.keys()
        self.pool |= {digest: self.pool[digest].stripped() for digest in words}
        self.offered = [digest for digest in self.offered if digest not in words]

    def _admit(self) -> None:
        for digest in self._to_judge():
            change = self.pool[digest]
            known, proved = self._bare_here(digest) is False, digest in self.proved
            reason = why_returned(change, self.sender, known=known, vouched=proved)
            if reason is None and not (known or proved or self._in_own_name(digest)):
                reason = Reason.DESK
            if reason is not None:
                self.returned[digest] = reason

    def _in_own_name(self, digest: str) -> bool:
        """Whether a change is in the name of whoever brings it; whoever brought what is held was asked that."""
        change = self.pool[digest]
        own = change.body is not None and change.body.desk == self.sender.desk
        return own or self.sender.any_name or change is self.held.get(digest)

    def _ask(self, asked: Asked) -> None:
        """Return what a village may not say of the records that are here; what was proved or taken is not asked."""
        candidates = {
            digest: self.pool[digest]
            for digest in self._to_judge()
            if self._bare_here(digest) is not False and digest not in self.proved and digest not in self.returned
        }
        beside = [change for digest, change in self.held.items() if not change.bare and digest not in candidates]
        self.returned |= foreign(candidates, beside, asked)

    def _behind(self, heads: Collection[str]) -> set[str]:
        """Everything offered that lies at or behind ``heads``; in whichever stream, for parents are of the same."""
        digests: set[str] = set()
        waiting = [head for head in heads if head in self.pool]
        while waiting:
            digest = waiting.pop()
            if digest not in digests:
                digests.add(digest)
                waiting += [parent for parent in self.pool[digest].parents if parent in self.pool]
        return digests

    def _allowed(self, digest: str) -> bool:
        return digest in self.held or digest in self.behind or self.pool[digest].stream in self.sender.streams

    # ---- its place in the history

    def _placed(self) -> list[str]:
        """Return all that is here, or all whose parents are, in an order: parents first."""
        placed: dict[str, str] = {}
        for digest in self.parents_first:
            change = self.pool[digest]
            there = self.there[change.stream]
            come = digest in there or all(
                parent in there or placed.get(parent) == change.stream for parent in change.parents
            )
            if come and self._allowed(digest):
                placed[digest] = change.stream
        return list(placed)

    def _check_bases(self) -> None:
        asked: dict[str, dict[str, set[str]]] = {}
        for digest in self.order:
            change = self.pool[digest]
            if change.body is None or digest in self.returned or self._bare_here(digest) is False:
                continue
            bases = {base for seen in change.body.based_on.values() for base in seen}
            if bases:
                asked.setdefault(change.stream, {})[digest] = bases
        for stream, of_stream in asked.items():
            graph = self._graph(stream)
            if stream == LOCAL_STREAM:  # what is LOCAL now may replace what was written before in the village's stream
                for bases in of_stream.values():
                    bases.intersection_update([base for base in bases if base in graph])
            self.returned |= dict.fromkeys(graph.unseen(of_stream), Reason.BASE)

    def _graph(self, stream: str) -> Ancestry:
        graph = Ancestry(self.known.graph(stream))
        for digest in self.order:
            if self.pool[digest].stream == stream:
                graph.add(digest, self.pool[digest].parents)
        return graph

    # ---- what becomes of it

    def _as_taken(self, digest: str) -> Change:
        change = self.pool[digest]
        return change.stripped() if digest in self.returned else change

    def _brings(self, digest: str) -> bool:
        """Whether it adds anything: it is new, or known bare and now full."""
        known_bare, bare = self._bare_here(digest), self.pool[digest].bare or digest in self.returned
        return known_bare is None or (known_bare and not bare)

    def _verdicts(self, brought: Collection[str], disputed: Collection[str]) -> dict[str, Judged]:
        placed = set(self.order)
        judged: dict[str, Judged] = {}
        for digest, change in self.pool.items():
            if change.bare:
                continue
            if digest in self.returned:
                judged[digest] = Judged(digest, Verdict.RETURNED, self.returned[digest].value)
            elif digest not in placed:
                judged[digest] = Judged(digest, Verdict.HELD)
            elif digest not in brought:
                judged[digest] = Judged(digest, Verdict.KNOWN)
            else:
                judged[digest] = Judged(digest, Verdict.DISPUTED if digest in disputed else Verdict.TAKEN)
        return judged


def _worth(change: Change) -> tuple[bool, bool, bool]:
    return fault_of(change) is None, change.body is not None, change.values is not None
