"""Parts of a workbook made to be looked at for ever, four times as long against once."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial

from fupin_desk.domain.errors import LedgerUnreadableError, LedgerWithoutSheetsError
from fupin_desk.ledger import read
from tests.bench.measure import Ratio
from tests.ledger.test_container import with_part
from tests.ledger.test_formulas import paid

PARTS = ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
AGAIN = (b"<c ", b'<c r="A1">', b"<c><v ", b"<sheet ", b"a ", b"a", b'a="', b"<Relationship ")


def parts_ratio() -> Ratio:
    """Measure the worst of them. Looked at again from every place, four times as much is sixteen times the work."""
    ordinary = paid("=A1", 7)
    plain = _seconds(ordinary)
    found = []
    for part in PARTS:
        for again in AGAIN:
            made = partial(with_part, ordinary, part)
            begins = b"<f><c t='e'><sheet <Relationship "
            once, fourfold = (_seconds(made(begins + again * times)) for times in (50_000, 200_000))
            found.append((fourfold / max(once, plain), fourfold, max(once, plain)))
    _ratio, ours, theirs = max(found)
    return Ratio("a part of 200,000 beginnings", "50,000 of them", ours, theirs, "s", 10)


def _seconds(data: bytes) -> float:
    before = time.process_time()
    with suppress(LedgerUnreadableError, LedgerWithoutSheetsError):
        read(data)
    return time.process_time() - before
