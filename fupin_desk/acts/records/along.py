"""What is nothing without a record goes with it when that is taken out, and comes back with it.

Always true:

* it is one act: undone, or taken as a bundle, both are there or neither;
* what was taken out by itself before stays out when the record comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fupin_desk.acts.records.by_hand import check_together
from fupin_desk.kinds.along import ALONG
from fupin_desk.store import Saved, Stored, Work

VOIDED, WHY = "voided", "voided_why"


def with_what_hangs(work: Work, kind: str, record: str, act: Callable[[Work], Saved]) -> Saved:
    """Take a record out or put it back, by any act, with what hangs on it; raises what the act does."""
    before = work.find(kind, record)
    saved = act(work)
    after = work.find(kind, record)
    if before is not None and after is not None and before.voided != after.voided:
        _follow(work, before, after)
    return saved


def _follow(work: Work, before: Stored, after: Stored) -> None:
    """Take out what hangs on a record that was taken out, or put back what went with it."""
    for kind, field in ALONG.get(after.kind, ()):
        for hanging in work.list(kind, where={field: after.id}, voided=before.voided):
            if after.voided:
                with_what_hangs(work, kind, hanging.id, partial(_out, kind=kind, record=hanging.id, over=after))
            elif hanging.voided and work.written_at_once(hanging.heads[VOIDED], before.heads[VOIDED]):
                with_what_hangs(work, kind, hanging.id, partial(_back, kind=kind, record=hanging.id))
                check_together(work, kind, hanging, hanging.id)


def _out(work: Work, kind: str, record: str, over: Stored) -> Saved:
    why = over.values[WHY]
    return work.void(kind, record, str(why) if why else None, str(over.values[VOIDED]))


def _back(work: Work, kind: str, record: str) -> Saved:
    return work.save(kind, record, {VOIDED: None, WHY: None})
