"""What must be true of the county at any moment, whatever befell it.

Always true:

* nothing that was kept at a desk is lost there: not its digest, not its values, unless an order to erase names it;
* every history verifies, and the tables say what replaying it says;
* sent = taken + disputed + held + returned + unanswered, at each laptop, and at the office for each;
* green is only what the office had, content and all, when it signed the receipt the laptop goes by;
* of what an order to erase reaches nothing is left where the order is, but what accounts keep;
* no LOCAL field, and no word of one, is at the office, nor anything of a household that never agreed;
* no money is counted twice;
* what a laptop sends is what it would send if it read all there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from fupin_desk.acts.conflicts.disputes import list_disputes
from fupin_desk.acts.keeping.status import status
from fupin_desk.acts.policy.check import settled_dues
from fupin_desk.acts.receipts import NEWEST, newest_receipt
from fupin_desk.domain.changes import LOCAL_STREAM, Change, Value, canonical, fault_of
from fupin_desk.domain.ids import UUID
from fupin_desk.domain.verdicts import Verdict
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.erasure import ACCOUNTS, REACHED
from fupin_desk.store import Reader
from tests.acts.reading_all import check_same
from tests.journeys.county import SUMS
from tests.world.memory import Order, Seen, following, local_fields, orders_in, words_in
from tests.world.steps import OFFICE

if TYPE_CHECKING:
    from tests.world.world import World

RETURNED_FOR = {"desk", "objection", "erased"}
"""Why an office of the same version returns what laptops of ours send: what another wrote, and no receipt vouches for.

And, until the next time, that of which an office put back does not know the ground yet: an answer to an objection,
and values that are gone by an order of another laptop's.
"""

TIES = ("party", "notice_line")
"""Kinds that tie a household to what names nobody: its contract, and the notice with the salt of its lines."""


class Safety:
    """Looks at machines after each step, and compares with what was there before."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.memory = world.memory

    def begin(self, names: Collection[str]) -> None:
        """Remember what is there before anything happens."""
        for name in names:
            with self.world[name].desk.vault.reading() as reader:
                self.memory.here[name] = _seen(reader, Seen())
                if name == OFFICE:
                    self._remember_receipts(reader, self.memory.here[name])
            self.memory.remember(self.memory.here[name].changes.items())

    def look(self, names: Collection[str], books: bool = True) -> None:
        """See that all is well at these machines; AssertionError says what is not."""
        for name in sorted(names):
            try:
                self._look_at(name)
                if books:
                    self._check_sums(name)
            except AssertionError as problem:
                raise AssertionError(f"at {name}: {problem}") from problem

    def _look_at(self, name: str) -> None:
        machine = self.world[name]
        before = self.memory.here.get(name, Seen())
        with machine.desk.vault.reading() as reader:
            now = _seen(reader, before)
            fresh = {digest: one for digest, one in now.changes.items() if before.changes.get(digest) != one}
            _check_whole(now, fresh)
            orders = orders_in(now.changes)
            if name not in self.world.put_back:
                self._check_nothing_lost(before, now, orders)
            _check_erased(before, now, orders)
            _check_orders_remembered(reader, orders)
            _check_tables(reader, now, fresh, before)
            if name == OFFICE:
                self._check_office(reader, now, fresh)
            else:
                self._check_green(reader)
                self._check_newest(reader, name)
                check_same(machine.desk, reader)
        self.memory.remember(fresh.items())
        self.memory.here[name] = now

    def _check_sums(self, name: str) -> None:
        found = status(self.world[name].desk)
        assert found["chain"] == "whole", f"the chain at {name} is {found['chain']}"
        for each in found.get("desks", [found]):
            numbers = {part: each[part] for part in ("sent", *SUMS, "withheld")}
            assert each["sent"] == sum(each[part] for part in SUMS), f"{name} does not add up: {numbers}"
            assert min(numbers.values()) >= 0, f"less than nothing at {name}: {numbers}"

    def _check_green(self, reader: Reader) -> None:
        newest = reader.get_value(NEWEST)
        green = {digest for digest, each in reader.sent().items() if each.state == "taken"}
        had = self.memory.signed.get(newest, frozenset()) if newest is not None else frozenset()
        if newest is None or newest in self.memory.signed:
            assert green <= had, f"green, and the office never had it: {sorted(green - had)}"

    def _check_newest(self, reader: Reader, name: str) -> None:
        """See that a laptop goes by no receipt that is older than the one it went by."""
        newest, receipt = reader.get_value(NEWEST), newest_receipt(reader)
        if receipt is None:
            return
        older = self.memory.older.get(name, set()) if name not in self.world.put_back else set()
        assert newest not in older, f"goes by an older receipt again: {newest}"
        self.memory.older[name] = {*receipt.previous}

    def _check_office(self, reader: Reader, now: Seen, fresh: Mapping[str, Change]) -> None:
        for digest, change in fresh.items():
            told = local_fields(change)
            assert not told, f"LOCAL fields at the office: {told} in {digest}"
            words = {word for value in (change.values or {}).values() for word in words_in(value)}
            assert not words & self.memory.local_words, f"LOCAL words at the office: {words & self.memory.local_words}"
            about = _household_of(change)
            assert about is None or about in self.memory.agreed, f"never agreed, and at the office: {_told(change)}"
        live = {said.change for dispute in list_disputes(self.world[OFFICE].desk) for said in dispute.values}
        for desk in reader.desks():
            offers = reader.offers(desk.desk)
            reasons = {each.reason for each in offers if each.verdict is Verdict.RETURNED}
            assert reasons <= RETURNED_FOR, f"returned to {desk.desk} for {reasons}"
            taken = {each.digest for each in offers if each.verdict in (Verdict.TAKEN, Verdict.KNOWN)}
            assert not taken & live, f"disputed, and counted as taken of {desk.desk}: {taken & live}"
        self._remember_receipts(reader, now)

    def _remember_receipts(self, reader: Reader, now: Seen) -> None:
        """Remember what the office has with its content while it signs a receipt."""
        for receipt in (each for desk in reader.desks() for each in reader.receipts(desk.desk)):
            if receipt.digest not in self.memory.signed:
                whole = frozenset(digest for digest, each in now.changes.items() if not each.bare)
                self.memory.signed[receipt.digest] = whole

    def _check_nothing_lost(self, before: Seen, now: Seen, orders: Collection[Order]) -> None:
        for digest, change in [*before.changes.items(), *before.held.items()]:
            kept = now.changes.get(digest) or now.held.get(digest)
            assert kept is not None, f"lost: {digest} {_told(change)}"
            if change.values is None or kept.values is not None:
                assert change.body is None or kept.body is not None, f"what it says is lost: {digest} {_told(change)}"
                continue
            stripped = digest in before.held  # what is held and falls under an order is bare when its turn comes
            reached = digest in now.held or ((stripped or kept.body is not None) and self._reached(change, orders))
            assert reached, f"values lost that no order reaches: {digest} {_told(change)}"

    def _reached(self, change: Change, orders: Collection[Order]) -> bool:
        assert change.body is not None
        return change.body.record in self.reached(orders)

    def reached(self, orders: Collection[Order]) -> set[str]:
        """Return the records that orders reach: those they name, and what belongs to them, directly or over others."""
        reached = {record for order in orders for record in order.covers}
        ever = [(each.body, named(each)) for each in self.memory.ever.values() if each.body is not None]
        while True:
            more = {body.record for body, ids in ever if body.kind in REACHED and reached & ids}
            more |= {each for body, ids in ever if body.kind in TIES and body.record in reached for each in ids}
            if more <= reached:
                return reached
            reached |= more


PRESENT = """SELECT lower(hex(c.digest)), b.seq IS NOT NULL, v.seq IS NOT NULL FROM change c
LEFT JOIN change_body b ON b.seq = c.seq LEFT JOIN change_value v ON v.seq = c.seq ORDER BY c.seq"""


def _seen(reader: Reader, before: Seen) -> Seen:
    """Return what is here; what is as full as it was is not read again, for its digest is what it says."""
    present = {digest: (bool(body), bool(values)) for digest, body, values in reader.history_here.rows(PRESENT)}
    known = {digest: one for digest, one in before.changes.items() if present.get(digest) == _fullness(one)}
    read = {change.digest: change for change in reader.changes_named(present.keys() - known.keys())}
    return Seen(
        {digest: known.get(digest) or read[digest] for digest in present}, {each.digest: each for each in reader.held()}
    )


def _fullness(change: Change) -> tuple[bool, bool]:
    return change.body is not None, change.values is not None


def _check_whole(now: Seen, fresh: Mapping[str, Change]) -> None:
    for digest, change in fresh.items():
        assert fault_of(change) is None, f"{digest} is not what it says: {fault_of(change)}"
        lacking = [parent for parent in change.parents if parent not in now.changes]
        assert not lacking, f"{digest} follows what is not here: {lacking}"
    twice = now.held.keys() & now.changes.keys()
    assert not twice, f"held, and in the history: {twice}"


def named(change: Change) -> set[str]:
    """Return the ids in what a change says."""
    texts = [
        text
        for value in (change.values or {}).values()
        for text in (value if isinstance(value, list) else [value] if isinstance(value, str) else [])
    ]
    return {text for text in texts if UUID.fullmatch(text)}


def _check_erased(before: Seen, now: Seen, orders: Collection[Order]) -> None:
    for order in orders:
        after = following(now.changes, order.digest)
        new = order.digest not in before.changes
        for digest, change in now.changes.items():
            body = change.body
            if body is None or change.values is None or body.kind not in REACHED or said_by_nobody(change):
                continue
            if body.record in order.covers and change.stream == order.stream:
                assert digest in after, f"erased, and still here: {digest} {_told(change)}"
            elif body.record in order.covers and change.stream == LOCAL_STREAM:
                kept = body.kind in ACCOUNTS and not (new and digest in before.changes)
                assert kept, f"erased, and still on the laptop: {digest} {_told(change)}"
        for digest, change in now.held.items():
            if change.body is not None and change.body.record in order.covers and change.stream == order.stream:
                assert change.values is None, f"erased, and still held: {digest} {_told(change)}"


def _check_orders_remembered(reader: Reader, orders: Collection[Order]) -> None:
    """See that what an order names is known as erased, also what has not come yet."""
    remembered = {record for (record,) in reader.history_here.rows("SELECT DISTINCT record FROM erased_record")}
    forgotten = {record for order in orders for record in order.covers} - remembered
    assert not forgotten, f"named by an order to erase, and not remembered: {sorted(forgotten)}"


def _check_tables(reader: Reader, now: Seen, fresh: Mapping[str, Change], before: Seen) -> None:
    touched = {(each.body.kind, each.body.record) for each in fresh.values() if each.body is not None}
    gone = [each for digest, each in before.changes.items() if digest not in now.changes]
    touched |= {(each.body.kind, each.body.record) for each in gone if each.body is not None}
    expected = replayed(now.changes.values(), touched)
    for kind, record in sorted(touched):
        check_row(reader, kind, record, expected.get((kind, record), {}))


Name = tuple[str, str]
"""A record's kind and id."""
Field = tuple[Value, tuple[str, ...], bool]
"""What is shown, on which changes it rests, and whether that is disputed."""


def said_by_nobody(change: Change) -> bool:
    """Return whether it is what somebody objected, without their name: it stays at the county when they are erased."""
    return change.body is not None and change.body.kind == "objection" and change.stream != LOCAL_STREAM


def replayed(changes: Iterable[Change], records: Collection[Name]) -> dict[Name, dict[str, Field]]:
    """Return the fields of records as a history makes them: the test's own reading of what a merge is."""
    written: dict[Name, dict[str, dict[str, Change]]] = {}
    replaced: dict[Name, set[tuple[str, str]]] = {}
    for change in changes:
        if change.body is None or (change.body.kind, change.body.record) not in records:
            continue
        name = (change.body.kind, change.body.record)
        for field, seen in change.body.based_on.items():
            written.setdefault(name, {}).setdefault(field, {})[change.digest] = change
            replaced.setdefault(name, set()).update((field, base) for base in seen)
    return {
        name: {field: _shown(field, found, replaced[name]) for field, found in fields.items()}
        for name, fields in written.items()
    }


def _shown(field: str, written: Mapping[str, Change], replaced: Collection[tuple[str, str]]) -> Field:
    standing = {digest: each for digest, each in sorted(written.items()) if (field, digest) not in replaced}
    said = [each.values[field] for each in standing.values() if each.values is not None]
    erased = len(said) < len(standing)
    noes = [value for value in said if value] if _keeps_no(written, field) else []
    if noes and not erased:
        lists = [value for value in noes if isinstance(value, list)]
        no: Value = sorted({each for value in lists for each in value}) if lists else min(noes, key=str)
        return no, tuple(standing), bool(len(noes) < len(said) or any(value != no for value in lists))
    disputed = not erased and len({canonical(value) for value in said}) > 1
    return (None if erased or not said else said[-1]), tuple(standing), disputed


def _keeps_no(written: Mapping[str, Change], field: str) -> bool:
    return any(
        each.body is not None and field in KINDS[each.body.kind].fields and KINDS[each.body.kind].fields[field].keeps_no
        for each in written.values()
    )


def check_row(reader: Reader, kind: str, record: str, expected: Mapping[str, Field]) -> None:
    """See that a record's row says what its history says."""
    found = reader.find(kind, record)
    if expected and all(KINDS[kind].fields[field].keeps_no for field in expected):
        return  # what keeps a no waits for its record
    if not expected:
        assert found is None, f"{kind} {record} stands in the table, and nothing of it is in the history"
        return
    assert found is not None, f"{kind} {record} is in the history, and does not stand in the table"
    for field, (value, heads, disputed) in expected.items():
        if field == "voided" and value is None and not any(shown for shown, _heads, _disputed in expected.values()):
            continue  # of which nothing else is left, it is void
        assert msgspec.to_builtins(found.values[field]) == value, f"{kind} {record}.{field} is {found.values[field]!r}"
        assert tuple(found.heads[field]) == heads, f"{kind} {record}.{field} rests on {found.heads[field]}, not {heads}"
        assert (field in found.disputed) == disputed, f"{kind} {record}.{field} disputed: {not disputed}"


def check_money(world: World, name: str) -> None:
    """See that what dues are said to be paid with is not more than what was paid, under any contract or line."""
    desk = world[name].desk
    with desk.vault.reading() as reader:
        paid: dict[str, int] = {}
        for payment in reader.records("payment"):
            for purse in (payment.contract, payment.distribution_line):
                paid[purse or ""] = paid.get(purse or "", 0) + (payment.amount_fen or 0)
        settled: dict[str, int] = {}
        for one in settled_dues(reader, desk.today()):
            purse = one.due.distribution_line or one.due.contract or ""
            settled[purse] = settled.get(purse, 0) + one.paid_fen
    for purse, fen in settled.items():
        assert fen <= paid.get(purse, 0), f"{name} counts {fen} as paid under {purse}, and was paid {paid.get(purse)}"


def _household_of(change: Change) -> str | None:
    """Return whose a household or a member is."""
    if change.body is None or change.body.kind not in ("household", "member"):
        return None
    if change.body.kind == "household":
        return change.body.record
    household = (change.values or {}).get("household")
    return household if isinstance(household, str) else None


def _told(change: Change) -> str:
    if change.body is None:
        return "bare"
    return f"{change.body.kind} {change.body.record} {change.values or sorted(change.body.based_on)}"
