"""Every kind of record, one definition each (records.md)."""

from __future__ import annotations

from fupin_desk.domain.errors import UnknownKindError
from fupin_desk.domain.record import KindSpec, Record, spec_of
from fupin_desk.domain.records.consent import Consent
from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.delivery import Delivery
from fupin_desk.domain.records.entity import Entity
from fupin_desk.domain.records.erasure import Erasure
from fupin_desk.domain.records.explanation import Explanation
from fupin_desk.domain.records.household import Household, Member, Plot
from fupin_desk.domain.records.income import Asset, Distribution, DistributionLine
from fupin_desk.domain.records.notice import Notice, NoticeLine
from fupin_desk.domain.records.objection import Objection
from fupin_desk.domain.records.paper import Paper
from fupin_desk.domain.records.payment import Payment
from fupin_desk.domain.records.person import Person
from fupin_desk.domain.records.setting import Setting
from fupin_desk.domain.records.share import Share
from fupin_desk.domain.records.village import Village

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
