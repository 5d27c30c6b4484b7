"""Every kind of record, one definition each (records.md)."""

from __future__ import annotations

from fupin_desk.domain.errors import UnknownKindError
from fupin_desk.domain.record import KindSpec, Record, spec_of
from fupin_desk.domain.records.board import Explanation, Notice, NoticeLine, Objection, Paper
from fupin_desk.domain.records.contract import Contract, Delivery, Party
from fupin_desk.domain.records.entity import Entity, Share
from fupin_desk.domain.records.household import Consent, Erasure, Household, Member, Plot
from fupin_desk.domain.records.money import Asset, Distribution, DistributionLine, Payment
from fupin_desk.domain.records.village import Person, Setting, Village

CLASSES: tuple[type[Record], ...] = (
    Village,
    Person,
    Household,
    Member,
    Plot,
    Entity,
    Asset,
    Share,
    Contract,
    Party,
    Delivery,
    Distribution,
    DistributionLine,
    Payment,
    Consent,
    Setting,
    Explanation,
    Paper,
    Notice,
    NoticeLine,
    Objection,
    Erasure,
)

"""In an order in which what others refer to comes first, as on the sheets of the ledger."""

KINDS: dict[str, KindSpec] = {spec.kind: spec for spec in map(spec_of, CLASSES)}


CODE_LISTS: dict[str, tuple[str, ...]] = {
    field.field.codes: field.field.listed
    for spec in KINDS.values()
    for field in spec.fields.values()
    if field.field.codes is not None
}
"""Every code list by its name."""


def kind_spec(kind: str) -> KindSpec:
    """Return what a kind of record is made of; raises ``UnknownKindError``."""
    if kind not in KINDS:
        raise UnknownKindError(kind)
    return KINDS[kind]
