"""What stays of a record after an erasure (PIPL art. 47): accounts keep amount, date, voucher, contract; no name.

Everything else loses its values, here and on every desk that takes the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fupin_desk.domain.changes import Body, Change, Value
from fupin_desk.domain.check import UUID
from fupin_desk.domain.fields import PUBLIC, Shape
from fupin_desk.domain.limits import MOST_COVERED
from fupin_desk.domain.record import KindSpec
from fupin_desk.domain.records import KINDS

ACCOUNTS = ("contract", "delivery", "payment", "distribution_line", "share", "objection")
"""Kinds that are kept untied from the person: of accounts, and that an objection was made and answered."""

ERASABLE = frozenset({"household", *(kind for kind, spec in KINDS.items() if spec.cls.owner)} - {"notice_line"})
"""What is kept about a household; offices, public money and objections are not erased."""
REACHED = ERASABLE | {"notice_line", "contract", "explanation", "objection"}
"""What may go with it: that which is about the household, though it is nobody's own."""

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


def is_order(values: Mapping[str, Value]) -> bool:
    """Return whether values make one whole order to erase: what is a household's, and nothing else, said all at once.

    In pieces an order could be made to say something that nobody ever ordered.
    """
    of, covers = values.get("of"), values.get("covers")
    return (
        values.keys() == {"of_kind", "of", "asked_on", "covers"}
        and values["of_kind"] in ERASABLE
        and isinstance(of, str)
        and bool(UUID.fullmatch(of))
        and isinstance(covers, list)
        and len(covers) <= MOST_COVERED
        and of in covers
        and values["asked_on"] is not None
    )


def is_erasure(change: Change) -> bool:
    """Return whether a change is about an order to erase."""
    return change.body is not None and change.body.kind == "erasure"


AGREED = "by_agreed"
"""The field of an objection that names who objected, where they agreed to that."""
OBJECTORS = frozenset({AGREED, "by"})


def named_at_birth(body: Body) -> bool:
    """Return whether a change is an objection's own words under its objector's name.

    Only such words go with a household that is erased: those of somebody unnamed stay, whoever's line they are about.
    """
    return body.kind == "objection" and {AGREED, "said"} <= body.based_on.keys()


def only_names(body: Body) -> bool:
    """Return whether a change of an objection says nothing but who objected: that may go, the words stay."""
    return body.kind == "objection" and body.based_on.keys() <= OBJECTORS


OWNERS: Mapping[str, tuple[str, ...]] = {
    "contract": ("member",),
    "consent": ("member",),
    "payment": ("member",),
    "explanation": ("of",),
    "objection": ("line",),
}
"""Besides a kind's owner, the fields that say whom a record is about."""


def hangs_by(body: Body, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Yield records that a change says to hang on another, with that other. A contract hangs on its parties."""
    spec = KINDS.get(body.kind)
    if spec is None:
        return
    for name in {spec.cls.owner, *OWNERS.get(body.kind, ())}:
        owner = values.get(name or "")
        if isinstance(owner, str):
            yield body.record, owner
            contract = values.get("contract")
            if body.kind == "party" and isinstance(contract, str):
                yield contract, owner
