"""Kinds of notice about other records than those of today, and with other lines: a spec is all that they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices.payments import payment_blocked
from fupin_desk.acts.notices.reciting import recited
from fupin_desk.acts.notices.snapshot import shown
from fupin_desk.acts.records.commands import as_json, erase_record
from fupin_desk.domain.errors import NoticeAboutNeededError, NoticeChangedError, UnknownRecordError
from fupin_desk.kinds.notices import SPECS, spec_of_cells
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.notice_spec import Fit, LineSaid, NoticeColumn, NoticeSpec, Posted
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.income.records import Asset
from fupin_desk.subjects.order.records import Delivery
from fupin_desk.subjects.share.records import Share
from fupin_desk.words import LANGUAGES, words
from tests.acts.made_up_notices import offer
from tests.acts.test_notices import ON, text_of
from tests.journeys.county import CONSENT, County, Machine

WORDS = {part: f"notice.{part}.distribution_plan" for part in ("title", "lead", "totals", "no_names")}
POSITION = NoticeColumn(name="position", form="position", share=0.4)


def share_lines(of: Dossier[Entity], _on: date) -> Iterator[LineSaid]:
    for share in of.those(Share, "entity"):
        yield LineSaid(share.id, (share.household or "",), {"amount_fen": str(share.paid_in_fen)})


SHARES = NoticeSpec(
    kind="shares_held",
    about=Entity,
    lines_about=(Share,),
    lines=share_lines,
    order=lambda cells: -int(cells["amount_fen"]),
    columns=(
        POSITION,
        NoticeColumn(name="name", form="name", shows=((Member, "name"),), total="label"),
        NoticeColumn(name="amount", form="money", cell="amount_fen", shows=((Share, "paid_in_fen"),)),
    ),
    sums=("amount_fen",),
    counted="notice.households",
    consent="notice_name",
    keys=WORDS,
)
"""About one entity: a line for each share in it, by name where its household agreed."""


def share_fit(of: Dossier[Entity], posted: Posted) -> Fit:
    now = {share.id: str(share.paid_in_fen) for share in of.those(Share, "entity")}
    hangs = {line.about: line.cells["amount_fen"] for line in posted.lines}
    return "whole" if now == hangs else "differs"


PAID_BACK = replace(SHARES, kind="shares_paid_back", owed=share_fit)
"""The same, and its lines are owed once it hangs."""


def delivery_lines(of: Dossier[Any], _on: date) -> Iterator[LineSaid]:
    for delivery in of.graph.all(Delivery):
        yield LineSaid(delivery.id, (delivery.household or "",), {"amount_fen": str(delivery.price_fen)})


DELIVERIES = NoticeSpec(
    kind="deliveries_taken",
    about=Entity,
    lines_about=(Delivery,),
    lines=delivery_lines,
    order=lambda cells: -int(cells["amount_fen"]),
    columns=(
        POSITION,
        NoticeColumn(name="amount", form="money", cell="amount_fen", shows=((Delivery, "price_fen"),), total="label"),
    ),
    sums=("amount_fen",),
    counted="notice.households",
    keys=WORDS,
)
"""A line for each delivery, nobody's name."""


def asset_lines(of: Dossier[Any], _on: date) -> Iterator[LineSaid]:
    for asset in of.graph.all(Asset):
        yield LineSaid(asset.id, (), {"amount_fen": str(asset.value_fen)})


ASSETS = NoticeSpec(
    kind="assets_built",
    about=Entity,
    lines_about=(Asset,),
    lines=asset_lines,
    order=lambda cells: -int(cells["amount_fen"]),
    columns=(
        POSITION,
        NoticeColumn(name="amount", form="money", cell="amount_fen", shows=((Asset, "value_fen"),), total="label"),
    ),
    sums=("amount_fen",),
    counted="notice.contracts",
    keys=WORDS,
)
"""Lines that are nobody's."""


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[County]:
    offer(monkeypatch, SHARES, PAID_BACK, DELIVERIES, ASSETS)
    made = County(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(county: County) -> Machine:
    return county.laptop("village")


def a_cooperative(village: Machine, **paid_in_fen: int) -> dict[str, str]:
    """Enter a cooperative with a share of each of these households; returns all ids by name."""
    found = {"entity": village.put("entity", kind="cooperative", name="红枣合作社", industries=["crops"])}
    for name, paid in paid_in_fen.items():
        home = village.household(name)["household"]
        found |= {name: home, f"share of {name}": a_share(village, found["entity"], home, paid)}
    return found


def a_share(village: Machine, entity: str, household: str, paid_in_fen: int) -> str:
    said: dict[str, Any] = {"kind": "money", "since": "2018-01-01", "paid_in_fen": paid_in_fen}
    return village.put("share", entity=entity, household=household, **said)


def an_order(village: Machine, entity: str, household: str) -> dict[str, Any]:
    """Enter an order contract; returns what a delivery under it says."""
    contract = village.put("contract", terms="order", product="小麦", signed_on="2018-03-01", unit="kg")
    village.put("party", contract=contract, entity=entity, role="cooperative")
    village.put("party", contract=contract, household=household, role="household")
    return {"contract": contract, "household": household, "accepted_milli": 1000, "on": "2018-11-01"}


def agree(village: Machine, household: str, kind: str, about: str | None = None) -> str:
    said: dict[str, Any] = {**CONSENT, "to": "notice_name", "notice_kind": kind, "about": about}
    return village.put("consent", household=household, **said)


def signed(village: Machine, kind: str, about: str | None = None) -> dict[str | None, str]:
    """Draft and sign a notice; returns its lines by what they are about."""
    number = notices.draft_notice(village.desk, kind, ["zh_CN"], ON, about).number
    notices.sign_notice(village.desk, number, ON)
    return {line.about: line.id for line in notices.notice_lines(village.desk, number)}


def test_a_notice_about_an_entity_names_it_and_shows_whoever_agreed_to_that_one(village: Machine) -> None:
    made, other = a_cooperative(village, 张三=30_000, 李四=20_000), a_cooperative(village)
    agree(village, made["张三"], SHARES.kind, made["entity"])
    agree(village, made["李四"], SHARES.kind, other["entity"])  # to stand on another notice
    with pytest.raises(NoticeAboutNeededError) as asked:
        notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON)
    assert (asked.value.kind, asked.value.count) == ("entity", 2)
    with pytest.raises(UnknownRecordError):
        notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON, "D-1")
    number = notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON, made["entity"]).number
    on_paper = text_of(notices.notice_paper(village.desk, number)[0])
    assert "张三" in on_paper
    assert "李四" not in on_paper
    assert notices.find_notice(village.desk, number).about == made["entity"]
    about = {line.about for line in notices.notice_lines(village.desk, number)}
    assert about == {made["share of 张三"], made["share of 李四"], None}  # and the line of those without a name


def test_it_is_not_signed_once_somebody_on_it_takes_the_agreement_back(village: Machine) -> None:
    made = a_cooperative(village, 张三=30_000)
    consent = agree(village, made["张三"], SHARES.kind, made["entity"])
    number = notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON).number
    village.put("consent", consent, withdrawn_on="2018-12-02")
    with pytest.raises(NoticeChangedError) as stopped:
        notices.sign_notice(village.desk, number, ON)
    assert stopped.value.reason == "consent"


def test_it_goes_to_the_county_with_what_is_agreed_to_and_what_is_erased_goes_there_too(
    county: County, village: Machine
) -> None:
    made = a_cooperative(village, 张三=30_000, 李四=20_000)
    agree(village, made["张三"], SHARES.kind)
    hidden = village.household("王五", consents=False)["household"]
    share = a_share(village, made["entity"], hidden, 7)
    lines = signed(village, SHARES.kind)
    county.round(village)
    office = county.office
    (notice,) = office.ids("notice")
    assert office.get("notice", notice)["distribution"] == made["entity"]
    assert office.ids("notice_line") == set(lines.values()) - {lines[share]}
    assert office.get("notice_line", lines[made["share of 张三"]])["shown"]
    erase_record(village.desk, "household", made["张三"])
    county.round(village)
    for machine in (village, office):
        assert "shown" not in machine.get("notice_line", lines[made["share of 张三"]])
        assert machine.get("notice_line", lines[made["share of 李四"]])["shown"]


def test_a_nameless_line_about_what_the_county_knows_goes_there_after_a_withdrawal_and_no_other(
    county: County, village: Machine
) -> None:
    made = a_cooperative(village)
    homes = [village.household(name) for name in ("张三", "李四")]
    orders = [an_order(village, made["entity"], home["household"]) for home in homes]
    known = village.put("delivery", price_fen=500, **orders[0])
    county.round(village)
    village.put("consent", homes[0]["consent"], withdrawn_on="2018-12-02")
    new, theirs = (village.put("delivery", price_fen=400, **order) for order in orders)
    lines = signed(village, DELIVERIES.kind)
    county.round(village)
    assert county.office.ids("notice_line") == {lines[known], lines[theirs]}
    assert lines[new] not in county.office.ids("notice_line")


def test_a_line_about_what_is_nobodys_goes_to_the_county(county: County, village: Machine) -> None:
    a_cooperative(village)
    asset = village.put("asset", name="光伏电站", kind="solar", value_fen=100)
    lines = signed(village, ASSETS.kind)
    assert lines.keys() == {asset}
    county.round(village)
    assert county.office.ids("notice_line") == {lines[asset]}


def test_a_line_about_a_kind_that_its_spec_does_not_name_is_refused(
    village: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_cooperative(village, 张三=1)
    object.__setattr__(SHARES, "lines_about", (Delivery,))
    try:
        with pytest.raises(ValueError, match="lines about what is none of"):
            notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON, made["entity"])
    finally:
        object.__setattr__(SHARES, "lines_about", (Share,))


def test_lines_of_another_kind_are_paid_once_they_hang_and_only_as_they_hang(village: Machine) -> None:
    made = a_cooperative(village, 张三=30_000, 李四=20_000)
    share = made["share of 李四"]
    assert payment_blocked(village.desk, share) == "not_posted"
    number = notices.draft_notice(village.desk, PAID_BACK.kind, ["zh_CN"], ON).number
    notices.sign_notice(village.desk, number, ON)
    notices.post_notice(village.desk, number, ON, "公示栏")
    assert payment_blocked(village.desk, share) is None
    village.put("share", share, paid_in_fen=25_000)
    assert payment_blocked(village.desk, share) == "differs"
    with pytest.raises(UnknownRecordError):
        payment_blocked(village.desk, made["entity"])


def test_what_a_neighbour_can_work_out_is_told_without_a_rule_where_there_is_none(village: Machine) -> None:
    a_cooperative(village, 张三=30_000)
    few = notices.few_unnamed(village.desk, notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON).number)
    assert few is not None
    assert (few.count, few.rule) == (1, "")
    for language in LANGUAGES:
        assert words(language).say(few.key, count=few.count, amount_fen=few.amount_fen, rule=few.rule)[-1:] not in ":："


def test_a_new_kind_changes_nothing_of_what_the_lines_of_others_say(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"name": "张三", "amount_fen": "40000"},
        {"amount_fen": "40000"},
        {"number": "C-1", "due_fen": "1", "paid_fen": "1"},
    ]
    before = [recited("notice_line", "shown", {"shown": shown(cells)}, "zh_CN") for cells in lines]
    offer(monkeypatch, SHARES, DELIVERIES)  # whose cells are fewer
    assert [recited("notice_line", "shown", {"shown": shown(cells)}, "zh_CN") for cells in lines] == before
    assert spec_of_cells(lines[0]) is SPECS["distribution_plan"]


def test_lines_that_are_owed_name_what_their_notice_is_about() -> None:
    with pytest.raises(ValueError, match="do not name the entity"):
        replace(PAID_BACK, lines_about=(Delivery,))


def test_a_line_about_what_is_somebodys_says_whose_it_is(village: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    made = a_cooperative(village, 张三=1)
    nobodys = replace(SHARES, lines=lambda of, on: [line._replace(households=()) for line in share_lines(of, on)])
    offer(monkeypatch, nobodys)
    with pytest.raises(ValueError, match="does not say whose"):
        notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON, made["entity"])


def test_a_draft_reads_back_as_it_was_written(village: Machine) -> None:
    made = a_cooperative(village, 张三=1)
    number = notices.draft_notice(village.desk, SHARES.kind, ["zh_CN"], ON).number
    with village.desk.vault.reading() as reader:
        notice = reader.get("notice", notices.find_notice(village.desk, number).id)
    assert as_json(notice)["distribution"] == made["entity"]
