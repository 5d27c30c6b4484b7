"""How much a change, a bundle and a desk may hold: every number in one place, each with why no honest desk comes near.

Beyond them the bundle is refused whole (``BundleBeyondLimitError``, ``what`` names the number here), before anything is
made of it: whoever was let in and means harm costs an office neither its memory nor its time, and bars nobody else.
"""

from __future__ import annotations

MOST_PARENTS = 64
"""Heads that one change joins, and changes that it replaces in one field. A save that joins more does so in steps
(``store.saving``), each a change like any other, so that no number of branches makes a save impossible."""

MOST_FIELDS = 128
"""Fields that one change writes; no kind of record has half as many."""

MOST_LINE_BYTES = 2 << 20
"""Of one change as it is written down: an order that covers 20,000 records, the longest there is, is 0.8 MB."""

MOST_COVERED = 20_000
"""Records that one order to erase may name: a household in a village for decades has hundreds."""

MOST_REFERENCES = 25_000
"""Records that one field names; what an order to erase covers is the longest such list."""

MOST_TEXTS = 1000
"""Short texts in one field; a printed line has a few, the totals of a notice some dozens."""

MOST_CHANGES = 50_000
"""Changes in one bundle that is read."""

CHANGES_AT_ONCE = 20_000
"""Changes in one bundle that is made: more go in further bundles, to be carried together."""

MOST_CHANGES_BYTES = 48 << 20
"""Of the changes in one bundle, unpacked: a village of 2,000 households is 5 MB."""

CHANGES_BYTES_AT_ONCE = 16 << 20
"""Of the changes in one bundle that is made, before they are packed."""

MOST_STREAMS = 16
"""Streams that one bundle tells of; a village and its county are two."""

MOST_LACKING = 20_000
"""Changes that a bundle names as not here with their content: 1.4 MB of its manifest. The newest are missed first."""

MOST_HEADS = 4096
"""Heads of one stream that a manifest names: 64 laptops of one village, each with all the branches it may leave."""
