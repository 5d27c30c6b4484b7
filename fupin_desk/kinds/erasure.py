"""What stays of a record after an erasure (PIPL art. 47): accounts keep amount, date, voucher, contract; no name.

Everything else loses its values, here and on every desk that takes the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fupin_desk.domain.changes import Body, Change, Value
from fupin_desk.domain.fields import PUBLIC
from fupin_desk.domain.ids import UUID
from fupin_desk.domain.limits import MOST_COVERED
from fupin_desk.domain.record import KindSpec, kind_name
from fupin_desk.domain.traits import PathStep, routes
from fupin_desk.kinds import KINDS
from fupin_desk.subjects.erasure.records import Erasure
from fupin_desk.subjects.notice.objection import Objection

ACCOUNTS = frozenset(kind for kind, spec in KINDS.items() if spec.traits.kept == "account")
"""Kinds that are kept untied from the person: of accounts, and that an objection was made and answered."""
ERASABLE = frozenset(kind for kind, spec in KINDS.items() if spec.traits.erased == "asked")
"""What is kept about a household; offices, public money and objections are not erased."""
REACHED = frozenset(kind for kind, spec in KINDS.items() if spec.traits.erased != "never")
"""What may go with it: that which is about the household, though it is nobody's own."""

OBJECTION, ERASURE = kind_name(Objection), kind_name(Erasure)
"""The kinds of record of what somebody objected, and of an order to erase."""
ERASED = "erased"
"""Stands as the reason why a record is void of which nothing else is left; a code, not a sentence."""


def kept_after_erasure(spec: KindSpec, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what stays of a record: what anybody may see, but for free texts, which may name somebody."""
    if spec.kind not in ACCOUNTS:
        return {}
    kept = {
        name: values[name]
        for name, field in spec.fields.items()
        if values.get(name) is not None and field.field.privacy is PUBLIC and not field.field.shape.free
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
    return change.body is not None and change.body.kind == ERASURE


AGREED = "by_agreed"
"""The field of an objection that names who objected, where they agreed to that."""
OBJECTORS = frozenset({AGREED, "by"})


def named_at_birth(body: Body) -> bool:
    """Return whether a change is an objection's own words under its objector's name.

    Only such words go with a household that is erased: those of somebody unnamed stay, whoever's line they are about.
    """
    return body.kind == OBJECTION and {AGREED, "said"} <= body.based_on.keys()


def only_names(body: Body) -> bool:
    """Return whether a change of an objection says nothing but who objected: that may go, the words stay."""
    return body.kind == OBJECTION and body.based_on.keys() <= OBJECTORS


def unnamed_words(bodies: Mapping[str, Body]) -> dict[str, Body]:
    """Return what was said in objections that were received under no name; it stays at the county.

    ``bodies``: by digest, of all changes there are of these records, oldest first.
    """
    first: dict[str, Body] = {}
    for body in bodies.values():
        if "said" in body.based_on:
            first.setdefault(body.record, body)  # a name that comes later, with whatever words, takes none along
    named = {record for record, body in first.items() if named_at_birth(body)}
    return {
        digest: body
        for digest, body in bodies.items()
        if body.kind == OBJECTION and body.record not in named and not only_names(body)
    }


@cache
def leading_fields(kind: str) -> frozenset[str]:
    """Return the fields that say on what a record of a kind hangs; none of a kind that hangs on nothing."""
    return frozenset(step.field for step in _leading(kind) if step.back is None)


@cache
def _leading(kind: str) -> tuple[PathStep, ...]:
    """Return the first steps from a record to whom it is about."""
    if kind not in KINDS:
        return ()
    spec = KINDS[kind]
    paths = [*([spec.cls.owner] if spec.cls.owner else ()), *spec.traits.about]
    return tuple(route.steps[0] for path in paths for route in routes(path))


def may_have_led(body: Body) -> frozenset[str]:
    """Return the fields of a change whose values are gone that may have said on what its record hangs.

    None of an objection's: its line is written once, so one that is known was never another.
    """
    return frozenset() if body.kind == OBJECTION else leading_fields(body.kind) & body.based_on.keys()


@cache
def may_lead(kind: str, name: str, to: str) -> bool:
    """Return whether a leading field can name a record of kind ``to``, or one that hangs on such a record."""
    kinds = KINDS[kind].fields[name].field.kinds
    return not kinds or to in kinds or any(may_hang(kind, to) for kind in kinds)


@cache
def may_hang(kind: str, on: str) -> bool:
    """Return whether a record of a kind can hang on one of kind ``on``, directly or over others."""
    return any(
        may_hang(step.back, on) if step.back is not None else may_lead(kind, step.field, on) for step in _leading(kind)
    )


@cache
def must_lead(kind: str) -> bool:
    """Return whether a record of a kind is not complete without what it hangs on."""
    fields = [KINDS[kind].fields[name].field for name in leading_fields(kind)]
    return any(field.required and field.only is None for field in fields)


def says_what_it_is(body: Body) -> bool:
    """Return whether a change is the first to write something that its kind cannot do without."""
    fields = KINDS[body.kind].fields
    return any(not seen and name in fields and fields[name].field.required for name, seen in body.based_on.items())
