"""The household (户), its members (家庭成员) and its land (承包地块)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.codes import CONSENT_PURPOSE, INDUSTRY, LANGUAGE, CodeList
from fupin_desk.domain.fields import (
    LOCAL,
    MASKED,
    PRIVATE,
    Purpose,
    centimu,
    code,
    codes,
    day,
    ref,
    special,
    text,
    year,
    yes,
)
from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.domain.shapes import CARD, ID_NUMBER, PHONE
from fupin_desk.domain.traits import Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import AsAgreed
from fupin_desk.subjects.household.births import birth_by_number, left_unborn, not_the_number_s

POVERTY_STATUS = CodeList("poverty_status", ("registered", "lifted_out", "other"))
"""三(一): whom. "other" households are neighbours without the status."""
RELATION = CodeList(
    "relation", ("head", "spouse", "child", "child_in_law", "grandchild", "parent", "grandparent", "sibling", "other")
)
LABOUR = CodeList("labour", ("able", "weak", "lost", "none"))


class Household(Record, frozen=True, kw_only=True):
    """A household: the people who live and eat together, as the village records them.

    Always true:

    * it has at most one head (户主), who is one of its members;
    * a change makes a new value with the same ``id``;
    * without its consent to being registered here, nothing of it leaves the laptop.
    """

    traits = Traits(
        place=30,
        called=(
            "<member.household?id=.head[:1] | <member.household?relation=head[:1] | <member.household[:1]",
            "number",
        ),
        prefix="H",
        found_by={"number": "number", "ledger_number": "number"},
        only_one={"ledger_number": "village"},
        asks=None,
        placed=Placed("households"),
        same=Same((Key(("number",)), Key(("ledger_number",)))),
        sheet=LedgerSheet(
            "households",
            "ledger_number !head.name head.id_number head.born_on group address status status_since lifted_out_on "
            "industries bank_card phone paper_languages consent.on consent.asked_by consent.how consent.witness",
            needs="head.name|ledger_number|head.id_number",
            cited=("ledger_number", "head.name"),
            parts={"head": "member", "consent": "consent"},
            tells=("number", "ledger_number", "head"),
        ),
        cited_by=("ledger_number", "number"),
        about=(),
        erased="asked",
        kept="nothing",
        travels=AsAgreed(),
        by_hand=True,
    )

    number: Annotated[str | None, text(MASKED, 40, required=True)] = None
    ledger_number: Annotated[str | None, text(MASKED, 40)] = None
    head: Annotated[str | None, ref(PRIVATE, "member", required=True)] = None
    group: Annotated[str | None, text(PRIVATE, 60, required=True)] = None
    address: Annotated[str | None, text(PRIVATE, 120)] = None
    status: Annotated[str | None, code(PRIVATE, POVERTY_STATUS, required=True)] = None
    status_since: Annotated[date | None, day(PRIVATE, past=True, required=True)] = None
    lifted_out_on: Annotated[date | None, day(PRIVATE, past=True, only=("status", ("lifted_out",)))] = None
    industries: Annotated[list[str] | None, codes(PRIVATE, INDUSTRY)] = None
    bank_card: Annotated[str | None, special(CARD, PRIVATE, purpose=Purpose.PAY)] = None
    paper_languages: Annotated[list[str] | None, codes(LOCAL, LANGUAGE, required=True, one_at_a_time=True)] = None
    phone: Annotated[str | None, special(PHONE, LOCAL)] = None
    does_not_wish: Annotated[list[str] | None, codes(LOCAL, CONSENT_PURPOSE, keeps_no=True)] = None


class Member(Record, frozen=True, kw_only=True):
    """A member of a household; an ID number only of one who signs or is paid, never of a child under 14."""

    owner: ClassVar[str | None] = "household"
    traits = Traits(
        place=40,
        called=("name",),
        prefix=None,
        found_by={"name": "name", "other_name": "name", "id_number": "id_number"},
        only_one={"id_number": "county"},
        asks=None,
        placed=Placed(by=("household",)),
        same=Same(
            (
                Key(("id_number",)),
                Key(("household", "name"), agree=("id_number", "birth"), other=("name", "other_name")),
            ),
            like=(Key(("household", "name"), other=("name", "other_name")),),
        ),
        sheet=LedgerSheet(
            "members",
            "!@household @head !name other_name id_number born_on relation labour disabled gone_since",
            needs="household|head name",
            cited=("name",),
        ),
        cited_by=("name",),
        about=(),
        erased="asked",
        kept="nothing",
        travels=AsAgreed(),
        by_hand=True,
    )

    household: Annotated[str | None, ref(PRIVATE, "household", required=True)] = None
    name: Annotated[str | None, text(MASKED, 60, required=True, of_person=True)] = None
    other_name: Annotated[str | None, text(MASKED, 60, of_person=True)] = None
    """The same name in another script."""
    id_number: Annotated[str | None, special(ID_NUMBER, MASKED)] = None
    born_on: Annotated[date | None, day(PRIVATE, past=True, birth=True)] = None
    born_in: Annotated[int | None, year(PRIVATE, past=True, birth=True)] = None
    relation: Annotated[str | None, code(PRIVATE, RELATION, required=True)] = None
    labour: Annotated[str | None, code(PRIVATE, LABOUR, purpose=Purpose.CARE)] = None
    disabled: Annotated[bool | None, yes(PRIVATE, purpose=Purpose.CARE)] = None
    gone_since: Annotated[date | None, day(PRIVATE, past=True)] = None

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what cannot stand together."""
        born_on, born_in = values.get("born_on"), values.get("born_in")
        if None not in (born_on, born_in) and str(born_on)[:4] != str(born_in):
            yield Contradiction(("born_in", "born_on"), "births_differ")

    @classmethod
    def unfit(cls, before: Mapping[str, Any], taken: Mapping[str, Any], on: date) -> Iterator[Contradiction]:
        """Yield a birth, or an ID number, that cannot be."""
        yield from left_unborn(before, taken)
        yield from not_the_number_s(before, taken, on)

    @classmethod
    def implied(cls, values: Mapping[str, Any], stood: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return the day of birth that an ID number says."""
        return birth_by_number(values, stood)


class Plot(Record, frozen=True, kw_only=True):
    """A piece of contracted land (承包地块) of a household."""

    owner: ClassVar[str | None] = "household"
    traits = Traits(
        place=50,
        called=("name",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("household",)),
        same=Same((Key(("household", "name")),)),
        sheet=LedgerSheet(
            "plots",
            "!@household @head !name area_centimu contracted_until",
            needs="household|head name",
            cited=("name",),
        ),
        cited_by=("name",),
        about=(),
        erased="asked",
        kept="nothing",
        travels=AsAgreed(),
        by_hand=True,
    )

    household: Annotated[str | None, ref(PRIVATE, "household", required=True)] = None
    name: Annotated[str | None, text(PRIVATE, 60, required=True)] = None
    area_centimu: Annotated[int | None, centimu(PRIVATE, required=True)] = None
    contracted_until: Annotated[date | None, day(PRIVATE)] = None


RECORDS: tuple[type[Record], ...] = (Household, Member, Plot)
"""The kinds of record of this subject."""
