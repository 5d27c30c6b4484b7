"""The persons at the desk."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fupin_desk.domain.codes import LANGUAGE, CodeList
from fupin_desk.domain.fields import MASKED, PRIVATE, Purpose, code, text
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import Placed, Traits
from fupin_desk.domain.withholding import ALWAYS

ROLE = CodeList("role", ("clerk", "leader", "office_clerk", "office_approver"))


class Person(Record, frozen=True, kw_only=True):
    """Somebody who works at this desk; the passphrase is theirs alone and is nowhere here."""

    realm: ClassVar[str] = "local"
    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=20,
        called=("name",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed("settings"),
        same=None,
        sheet=None,
        cited_by=(),
        about=(),
        erased="never",
        kept="all",
        travels=ALWAYS,
        by_hand=True,
    )

    name: Annotated[str | None, text(MASKED, 60, required=True)] = None
    role: Annotated[str | None, code(PRIVATE, ROLE, required=True, own_act="role")] = None
    language: Annotated[str | None, code(PRIVATE, LANGUAGE)] = None
