"""What one desk may leave at the office: so that whoever means harm costs nobody memory or time (``domain.limits``).

Counted for whoever brings it, and never for what a receipt of the office's own vouches for: that was here before.
"""

from __future__ import annotations

from collections.abc import Collection

from fupin_desk.domain.changes import village_stream
from fupin_desk.domain.errors import BundleBeyondLimitError
from fupin_desk.domain.limits import MOST_BRANCHES, MOST_HELD, MOST_ORDERS, MOST_ROOTS
from fupin_desk.exchange.bundle import Bundle
from fupin_desk.exchange.merge import Outcome
from fupin_desk.kinds.erasure import is_erasure
from fupin_desk.store import EnrolledDesk, Work

ROOTS, BRANCHES, HELD = "roots.", "branches.", "held."
"""Before a desk: how many roots it brought; the heads, and the changes held, that it brought and that are so still."""


def check_offering(opened: Bundle, outcome: Outcome) -> None:
    """Refuse a bundle of more orders to erase than are looked up at once; before anything is taken."""
    new = set(outcome.unproved)
    orders = sum(1 for digest, change in opened.changes.items() if digest in new and is_erasure(change))
    _check("orders", orders, MOST_ORDERS)


def keep_bounds(work: Work, sender: EnrolledDesk, opened: Bundle, outcome: Outcome) -> None:
    """Count what is left here, once it was taken; BundleBeyondLimitError, and then nothing of it was."""
    new = set(outcome.unproved)
    held = {change.digest for change in outcome.hold}
    applied = new - held
    roots = sum(1 for digest in applied if digest in opened.changes and not opened.changes[digest].parents)
    if roots:
        roots += work.get_value(ROOTS + sender.desk, 0)
        _check("roots", roots, MOST_ROOTS)
        work.set_value(ROOTS + sender.desk, roots)
    heads = set(work.heads(village_stream(sender.village)))
    _keep(work, BRANCHES + sender.desk, applied & heads, heads, MOST_BRANCHES)
    _keep(work, HELD + sender.desk, new & held, held, MOST_HELD)


def _keep(work: Work, key: str, brought: Collection[str], there: Collection[str], most: int) -> None:
    before = set(work.get_value(key, []))
    now = {*before, *brought} & set(there)
    _check(key.partition(".")[0], len(now), most)
    if now != before:
        work.set_value(key, sorted(now) or None)


def _check(what: str, count: int, most: int) -> None:
    if count > most:
        raise BundleBeyondLimitError(what, count, most)
