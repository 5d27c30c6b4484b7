"""Every line on Today is a door to the very field, on the very record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from fupin_desk.acts.records.commands import put_record
from fupin_desk.acts.records.filling import keep_typed, new_id
from fupin_desk.acts.views.findings import explanation_of
from fupin_desk.acts.views.owners import typed_fields
from fupin_desk.domain.findings import Finding, Level
from fupin_desk.domain.ids import village_id
from fupin_desk.kinds import CODE_LISTS, KINDS, kind_spec
from fupin_desk.ui.forms.field_box import FieldBox
from fupin_desk.ui.forms.form import NEVER, Form
from fupin_desk.ui.navigation import open_field
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.tables import Table
from tests.acts.village_desk import a_village_desk
from tests.journeys.county import VILLAGE, County
from tests.policy.cases import all_cases
from tests.policy.test_cases import findings_of
from tests.ui.hands import Hands

Make = Callable[..., Hands]
WRITTEN_BY_THEIR_OWN_ACTS = {"person", "erasure", "notice", "notice_line", "objection"}


@pytest.fixture
def records(tmp_path: Path) -> dict[str, str]:
    """One record of every kind that is written by form, each with whoever it belongs to."""
    desk = a_village_desk(tmp_path / "desk")
    made: dict[str, str] = {}

    def put(kind: str, /, **values: Any) -> None:
        made[kind] = put_record(desk, kind, values).id

    put("household", group="一组", status="lifted_out")
    put("member", household=made["household"], name="张三", relation="head")
    put("plot", household=made["household"], name="河边")
    put("entity", name="合作社", kind="cooperative", industries=["other"])
    put("contract", terms="lease", industry="other")
    put("party", contract=made["contract"], household=made["household"], role="household")
    put("delivery", contract=put_record(desk, "contract", {"terms": "order"}).id, household=made["household"])
    put("payment", contract=made["contract"], household=made["household"])
    put("share", entity=made["entity"], household=made["household"])
    put("consent", household=made["household"], to="contract", about=made["contract"])
    put("asset", name="大棚")
    put("distribution", asset=made["asset"], year=2018)
    put("distribution_line", distribution=made["distribution"], household=made["household"])
    with desk.writing() as work:
        made["village"] = work.save("village", village_id(desk.code), {"code": desk.code}).id
    put("paper", household=made["household"], title="合同")
    put("explanation", rule="tilt", of_kind="distribution", of=made["distribution"], words="已说明")
    for kind, spec in KINDS.items():
        if kind not in {*made, *WRITTEN_BY_THEIR_OWN_ACTS, "setting"}:  # of others: whoever it belongs to is enough
            belongs = {
                name: spec.fields[name].field.kinds[0] for name in (spec.cls.owner, *spec.traits.placed.by) if name
            }
            put(kind, **{name: made[of] for name, of in belongs.items()})
    desk.close()
    return made


@pytest.fixture
def clerk(hands: Make, tmp_path: Path, records: dict[str, str]) -> Hands:
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    made.shell.activateWindow()
    made.until(lambda: made.shell.jobs.running == 0)
    return made


def session_of(who: Hands) -> Session:
    assert who.shell.frame is not None
    return who.shell.frame.session


def stands_in(who: Hands) -> tuple[str, str, str] | None:
    """Return kind, record and field of the form the cursor stands in."""
    at: QWidget | None = who.shell.focusWidget()
    box: FieldBox | None = None
    while at is not None and not isinstance(at, Form):
        box, at = at if isinstance(at, FieldBox) else box, at.parentWidget()
    if at is None or box is None:
        return None
    assert at.window() is who.shell
    return at.kind, at.record, box.spec.name


def asked(kind: str) -> Iterator[str]:
    """Yield the fields of a kind that a form always shows."""
    for name, spec in kind_spec(kind).fields.items():
        if name not in NEVER and spec.field.shape.typed and spec.field.only is None:
            yield name


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - WRITTEN_BY_THEIR_OWN_ACTS - {"setting"}))
def test_the_door_to_any_field_of_any_record_ends_in_it(clerk: Hands, records: dict[str, str], kind: str) -> None:
    clerk.go("today")
    for name in asked(kind):
        open_field(session_of(clerk), kind, records[kind], name)
        clerk.let_go()
        assert stands_in(clerk) == (kind, records[kind], name)


def test_a_record_that_belongs_to_none_that_has_a_page_is_shown_by_itself(clerk: Hands) -> None:
    desk = session_of(clerk).desk
    for kind, values in (("payment", {"amount_fen": 100}), ("member", {"name": "李四"}), ("share", {"kind": "money"})):
        record = put_record(desk, kind, values).id
        (name,) = values
        open_field(session_of(clerk), kind, record, name)
        assert stands_in(clerk) == (kind, record, name)


def test_a_share_of_an_entity_is_found_on_the_page_of_what_it_is_in(clerk: Hands, records: dict[str, str]) -> None:
    desk = session_of(clerk).desk
    share = put_record(desk, "share", {"entity": records["entity"], "holder_entity": records["entity"]}).id
    open_field(session_of(clerk), "share", share, "paid_in_fen")
    assert stands_in(clerk) == ("share", share, "paid_in_fen")
    assert clerk.page.name == "entities"


@pytest.mark.parametrize(
    ("kind", "given", "typed"),
    [
        ("party", {"contract": "contract"}, {"household": "没有这户"}),
        ("member", {"household": "household"}, {"born_on": "2018-02-30"}),
        ("plot", {"household": "household"}, {"area_centimu": "三亩半"}),
        ("distribution_line", {"distribution": "distribution"}, {"amount_fen": "一百"}),
        ("delivery", {"contract": "contract"}, {"on": "昨天"}),
        ("consent", {"household": "household"}, {"until": "年底"}),
    ],
)
@pytest.mark.parametrize("new", [True, False])
def test_what_was_typed_and_cannot_be_is_opened_where_it_stands(
    clerk: Hands, records: dict[str, str], kind: str, given: dict[str, str], typed: dict[str, str], new: bool
) -> None:
    desk, ((name, text),) = session_of(clerk).desk, typed.items()
    record = new_id(desk) if new else records[kind]
    keep_typed(desk, kind, record, name, text, {field: records[of] for field, of in given.items()})
    page = clerk.go("today")
    said = clerk.shell.words.say("window.today.typed", kind=clerk.shell.words.kind(kind), name="\0").split("\0")[0]
    (line,) = [one for one in page.findChildren(QPushButton) if one.text().startswith(said)]
    clerk.click(line)
    assert stands_in(clerk) == (kind, record, name)


def test_the_draft_of_an_explanation_is_opened_beside_its_finding(clerk: Hands) -> None:
    session = session_of(clerk)
    finding = next(one for one in session.findings if one.kind == "contract" and one.level is Level.GAP)
    record, _by = explanation_of(session.desk, finding)
    clerk.go("households")
    given = {"rule": finding.rule, "of_kind": finding.kind, "of": finding.id}
    keep_typed(session.desk, "explanation", record, "words", "长" * 5000, given)
    open_field(session, "explanation", record, "words")
    assert stands_in(clerk) == ("explanation", record, "words")
    assert clerk.page.name == "contracts"
    assert typed_fields("explanation", {**given, "words": "x"}) == ["words"]


def every_finding_of_the_cases() -> set[tuple[str, str, str | None]]:
    found: list[Finding] = [one for case in all_cases() for one in findings_of(case)]
    return {(one.rule, one.kind, one.field) for one in found}


def test_every_finding_of_every_rule_has_a_door_to_a_field_or_to_its_record(
    clerk: Hands, records: dict[str, str]
) -> None:
    session, wrong = session_of(clerk), list[tuple[object, ...]]()
    contracts = {terms: put_record(session.desk, "contract", {"terms": terms}).id for terms in CODE_LISTS["terms"]}
    for rule, kind, field in sorted(every_finding_of_the_cases(), key=lambda one: (one[1], str(one))):
        spec = kind_spec(kind).fields.get(field or "")
        if field is not None and (spec is None or field in NEVER):
            wrong.append((rule, kind, field))
            continue
        only = spec.field.only if spec is not None else None
        record = contracts[only[1][0]] if kind == "contract" and only and only[0] == "terms" else records[kind]
        if only is not None and only[0] != "terms":  # else the form does not ask for it
            put_record(session.desk, kind, {only[0]: only[1][0]}, record)
        open_field(session, kind, record, field or "")
        clerk.let_go()
        landed = stands_in(clerk)
        anywhere = field is None or (only is not None and only[0] != "terms")
        if landed is None or landed[:2] != (kind, record) or (not anywhere and landed[2] != field):
            wrong.append((rule, kind, field, landed))
    assert wrong == []


def doors(page: Page) -> list[QPushButton]:
    return [one for one in page.findChildren(QPushButton) if one.objectName() == "link" and one.accessibleName()]


def test_each_finding_on_today_leads_to_its_own_field(clerk: Hands) -> None:
    session = session_of(clerk)
    found = {
        (one.kind, one.id): {each.field for each in session.findings if each.id == one.id} for one in session.findings
    }
    for place in range(len(doors(clerk.go("today")))):
        clerk.click(doors(clerk.go("today"))[place])
        landed = stands_in(clerk)
        assert landed is not None
        fields = found[landed[:2]]
        assert landed[2] in fields or None in fields


def test_what_is_overdue_leads_to_its_payment(hands: Make, tmp_path: Path) -> None:
    desk = a_village_desk(tmp_path / "owing")
    home = put_record(desk, "household", {"group": "一组"}).id
    entity = put_record(desk, "entity", {"name": "公司", "kind": "cooperative"}).id
    lease = {"terms": "lease", "rent_fen": 100_00, "area_centimu": 100, "since": "2017-01-01", "pay_day": 1}
    contract = put_record(desk, "contract", lease | {"signed_on": "2017-01-01"}).id
    put_record(desk, "party", {"contract": contract, "household": home, "role": "household"})
    put_record(desk, "party", {"contract": contract, "entity": entity, "role": "enterprise"})
    desk.close()
    who = hands("owes")
    who.unlock(tmp_path / "owing")
    who.shell.activateWindow()
    table = who.go("today").findChild(Table)
    assert table.rows.rowCount()
    table.opened.emit(table.rows.row(0).kind, table.rows.row(0).id)
    landed = stands_in(who)
    assert landed is not None
    assert (landed[0], landed[2], who.page.name) == ("payment", "paid_on", "households")


@pytest.mark.parametrize("where", ["office", "first"])
def test_each_dispute_leads_to_the_field_that_says_two_things(hands: Make, tmp_path: Path, where: str) -> None:
    made, village = County(tmp_path), village_id(VILLAGE)
    first, second = made.laptop("first"), made.laptop("second")
    for laptop, town in ((first, "甲镇"), (second, "乙镇")):
        laptop.put("village", village, township=town)
        made.up(laptop)
    first.put("village", village, {"township": []}, township="丙镇")  # as a copy put back would: it saw nothing
    made.close()
    who = hands("disputes")
    who.unlock(tmp_path / where)
    who.shell.activateWindow()
    field = who.shell.words.field("village", "township")
    (line,) = [one for one in who.go("today").findChildren(QPushButton) if field in one.text()]
    who.click(line)
    assert stands_in(who) == ("village", village, "township")


def test_a_figure_the_county_has_not_set_leads_the_office_to_the_line_where_it_is_set(
    hands: Make, tmp_path: Path
) -> None:
    made = County(tmp_path)
    made.office.desk  # noqa: B018 - it is made when it is looked at
    made.close()
    who = hands("sets")
    who.unlock(tmp_path / "office")
    who.shell.activateWindow()
    session_of(who).opening.emit(("office", ""), ("setting", "", "minimum_wage_month"))
    page = who.page
    assert page.figures.figure.currentData() == "minimum_wage_month"
    assert who.shell.focusWidget() is page.figures.value
