"""How much a change, a bundle and a desk may hold: every number in one place, each with why no honest desk comes near.

Beyond them the bundle is refused whole (``BundleBeyondLimitError``, ``what`` names the number here), before anything is
made of it: whoever was let in and means harm costs an office neither its memory nor its time, and bars nobody else.
"""

from __future__ import annotations

MOST_PARENTS = 64
"""Heads that one change joins. A save on more joins them first, step by step (``store.appending``), so that no number
of branches makes a save impossible."""

MOST_BASES = 20_000
"""Changes that one change replaces in one field: 1.3 MB of its line. Of more, those that are left are replaced by the
next save."""

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

MOST_NAMED = 400_000
"""Changes that the lines of one bundle name as parents or as replaced, written out: each costs its reader 300 bytes of
memory, however few its line has. A bundle that is made has 250,000 at most by ``CHANGES_BYTES_AT_ONCE``, and one change
alone no more than 350,000 by ``MOST_LINE_BYTES``."""

CHANGES_AT_ONCE = 20_000
"""Changes in one bundle that is made: more go in further bundles, to be carried together."""

MOST_CHANGES_BYTES = 48 << 20
"""Of the changes in one bundle, unpacked: a village of 2,000 households is 5 MB."""

CHANGES_BYTES_AT_ONCE = 16 << 20
"""Of the changes in one bundle that is made, before they are packed."""

MOST_FILE_BYTES = 16 << 20
"""Of one scan, when it is kept and when it comes."""

MOST_PARTS = 25_000
"""Parts in one bundle: a manifest of ``MOST_MANIFEST_BYTES`` cannot name more."""

MOST_MANIFEST_BYTES = 4 << 20

MOST_RECEIPT_BYTES = 32 << 20
"""Twenty years of a large village, with every change it withholds named (450,000), are under 32 MB."""

MOST_SIGNATURE_BYTES = 4096
"""One of P-256 is 72."""

MOST_STREAMS = 16
"""Streams that one bundle tells of; a village and its county are two."""

MOST_LACKING = 20_000
"""Changes that a bundle names as not here with their content: 1.4 MB of its manifest. The newest are missed first."""

MOST_HEADS = 4096
"""Heads of one stream that a manifest names: 64 laptops of one village, each with all the branches it may leave."""

MOST_PERSONS = 1000
"""Persons that one desk tells of, in one bundle and over all the years: a new one every week for twenty years."""

MOST_ORDERS = 500
"""Orders to erase in one bundle: more go in further bundles, for each is looked up in all there is."""

MOST_ROOTS = 64
"""Changes without parents that one desk may bring over the years. It makes one when it has nothing at all of its
village's stream: once when it is new, and once for each time that it is put back to a copy from before its first save
and has not heard from the office since."""

MOST_BRANCHES = 64
"""Heads of its stream that one desk leaves standing at the office. Every save joins all heads the desk knows, so each
time it is put back to an older copy and written on leaves one more, until it has heard of it and saves again."""

MOST_HELD = 20_000
"""Changes of one desk whose parents have not come: all of the largest bundle that is made, taken before the one it
follows. Refused beyond that, a bundle stays on its stick and is taken after those before it."""
