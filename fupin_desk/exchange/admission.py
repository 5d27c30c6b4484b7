"""What a sender may say, and what a change may hold, judged by that change alone.

A sender's certificate says where it stands, and the stream a change is in says whom it concerns:

* a village's desk writes its own village's stream, nobody else's and never the county's;
* the office writes the county's stream and every village's;
* from another laptop of the same village, met in person, comes what keeps a no, in the stream ``local``, and nothing
  else; in any desk's name, for it passes on what it was told itself;
* no village's and no county's stream ever holds anything LOCAL.

**A change in another desk's name.** Changes are not signed one by one, so a village's desk could write one in the name
of the laptop beside it, or of the office (a settlement that suits it). Such a change is not taken on its word: reason
``desk``. One exception, which is proof and not trust: a digest fixes a change to the last letter, so what lies behind
the heads that *the office itself signed in a receipt* was once in the office's own history exactly like that. So an
office that lost its last weeks gets them back from its villages, the county's own figures too (``merge.judge``,
``vouched``). From the office a village takes changes in any name: the office has judged them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from fupin_desk.domain.changes import AT, COUNTY_STREAM, LOCAL_STREAM, Body, Change, Value, fault_of, village_stream
from fupin_desk.domain.check import check_values
from fupin_desk.domain.ids import UUID
from fupin_desk.domain.limits import MOST_PARENTS
from fupin_desk.domain.record import FieldSpec, KindSpec
from fupin_desk.keys import CertificateRole, DeskCertificate
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.erasure import is_erasure, is_order
from fupin_desk.kinds.whose import takes_out_in_silence

_NAME = re.compile(r"[\x21-\x7e]{1,64}")


class Reason(StrEnum):
    """Why a change is returned, the first that fits; a closed list, ``returned.<reason>`` in i18n."""

    STREAM = "stream"
    """The sender may not write in this stream, or records of this kind have no place in it."""
    BODY = "body"
    VALUES = "values"
    FIELDS = "fields"
    """Body, values or fields are not what the digest was made of (``domain.changes.fault_of``)."""
    FORM = "form"
    """The record's id, the desk, the person or the instant is not written as it must be."""
    KIND = "kind"
    """There is no such kind of record; a newer desk may know it."""
    FIELD = "field"
    """A field the kind does not have, or one that never leaves a laptop."""
    PURPOSE = "purpose"
    """The fields are not all kept for the purpose that the change names."""
    VALUE = "value"
    """A value that cannot be."""
    ORDER = "order"
    """An order to erase that is not whole, or is about what is nobody's own (``kinds.erasure.is_order``)."""
    DESK = "desk"
    """It is in another desk's name, and no receipt vouches for it."""
    BASE = "base"
    """It replaces changes that it has not seen."""
    PERSON = "person"
    """It is by somebody whom nobody of its village told of (``ownership``, as the four that follow)."""
    VILLAGE = "village"
    """It is about a record of another village, or names one."""
    OTHER = "other"
    """Its record is known as another kind."""
    ERASED = "erased"
    """Its values are gone, and no order to erase names its record."""
    OBJECTION = "objection"
    """It would change what somebody objected, or answers it in one's own cause."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whoever offers changes."""

    desk: str
    streams: frozenset[str]
    any_name: bool = False
    """Whether changes of other desks are taken from it."""


def sender_of(certificate: DeskCertificate, village: str | None = None) -> Sender:
    """Return what the holder of a certificate may say; ``village``: that of the desk that listens, where it is one."""
    if certificate.role is CertificateRole.OFFICE:
        streams = {COUNTY_STREAM} | ({village_stream(village)} if village else set())
        return Sender(certificate.desk, frozenset(streams), any_name=True)
    if village is not None:
        return Sender(certificate.desk, frozenset({LOCAL_STREAM}), any_name=True)
    return Sender(certificate.desk, frozenset({village_stream(certificate.village)}))


def why_returned(change: Change, sender: Sender, *, known: bool = False, vouched: bool = False) -> Reason | None:
    """Return what is wrong with a change that has a body, whoever's name it is in, or None.

    ``known``: it was taken before, so what it holds was judged then. ``vouched``: it was in the office's own history,
    so whoever brings it back need not be who may write in its stream.
    """
    body = change.body
    if change.stream not in sender.streams and not vouched:
        return Reason.STREAM
    fault = fault_of(change)
    if fault is not None or body is None:
        return Reason(fault or "body")
    if known:
        return None
    if not _well_formed(change, body):
        return Reason.FORM
    spec = KINDS.get(body.kind)
    if spec is None:
        return Reason.KIND
    if spec.cls.realm != ("county" if change.stream == COUNTY_STREAM else "village"):
        return Reason.STREAM
    returned = _fields_returned(spec, body, change.stream, sender.any_name or vouched) or _values_returned(
        spec, change.values
    )
    if returned is None and is_erasure(change) and not (change.values is None or is_order(change.values)):
        return Reason.ORDER
    return returned


def _well_formed(change: Change, body: Body) -> bool:
    return (
        len(change.parents) <= MOST_PARENTS
        and change.parents == sorted(set(change.parents))
        and bool(body.based_on)
        and all(seen == sorted(set(seen)) for seen in body.based_on.values() if seen)
        and bool(UUID.fullmatch(body.record))
        and bool(_NAME.fullmatch(body.desk) and _NAME.fullmatch(body.person))
        and _instant(body.at)
        and (change.salt is None or change.salt == change.salt.lower())
    )


@lru_cache(maxsize=4096)
def _instant(at: str) -> bool:
    """Whether an instant is written as every desk writes it: UTC, whole seconds."""
    try:
        return datetime.strptime(at, AT).replace(tzinfo=UTC).isoformat() == at.replace("Z", "+00:00")
    except ValueError:
        return False


def _fields_returned(spec: KindSpec, body: Body, stream: str, from_office: bool) -> Reason | None:
    for name in body.based_on:
        field = spec.fields.get(name)
        if field is None or not _has_its_place(spec, field, stream, from_office):
            return Reason.FIELD
        if field.purpose != body.purpose:
            return Reason.PURPOSE
    return None


def _has_its_place(spec: KindSpec, field: FieldSpec, stream: str, from_office: bool) -> bool:
    """Whether a field may stand in a stream. That the office took a consent out it wrote in the village's, once."""
    if stream == LOCAL_STREAM:
        return field.keeps_no
    return not field.local or (from_office and takes_out_in_silence(spec.kind, field.name))


def _values_returned(spec: KindSpec, values: dict[str, Value] | None) -> Reason | None:
    """Values must be exactly as ``check_values`` would have kept them: nothing is put right on the way."""
    if values is None:
        return None
    taken, refused = check_values(spec, values)
    return Reason.VALUE if refused or taken != values else None
