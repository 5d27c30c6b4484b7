"""What stays of a record after an erasure (PIPL art. 47): accounts keep amount, date, voucher, contract; no name.


Everything else loses its values, here and on every desk that takes the order.
"""

from __future__ import annotations

from collections.abc import Mapping

from fupin_desk.domain.changes import Value
from fupin_desk.domain.fields import PUBLIC, Shape
from fupin_desk.domain.record import KindSpec

ACCOUNTS = ("contract", "delivery", "payment", "distribution_line", "share", "objection")
"""Kinds that are kept untied from the person: of accounts, and that an objection was made and answered."""

ERASED = "erased"
"""Stands as the reason why a record is void of which nothing else is left; a code, not a sentence."""


def kept_after_erasure(spec: KindSpec, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what stays of a record: what anybody may see, but for free texts, which may name somebody."""
    if spec.kind not in ACCOUNTS:
        return {}
    kept = {
        name: values[name]
        for name, field in spec.fields.items()
        if values.get(name) is not None and field.field.privacy is PUBLIC and field.field.shape is not Shape.WORDS
    }
    return {**kept, "voided": ERASED} if values.get("voided") is not None else kept
