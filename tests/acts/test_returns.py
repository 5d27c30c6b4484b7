"""Returns: their numbers are those of an independent count, and nobody is on them who has not agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from fupin_desk.acts.bundles.sending import untold
from fupin_desk.acts.consents.consent_filter import registered_households
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.policy.check import judged, settled_dues
from fupin_desk.acts.records.commands import put_record
from fupin_desk.acts.returns import make_return, period_of, show_return, write_return
from fupin_desk.domain.disclosure import Audience
from fupin_desk.domain.errors import FileExistsAlreadyError, ReturnPeriodError
from fupin_desk.domain.fields import Privacy
from fupin_desk.domain.ids import village_id
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.returns import RETURNS
from fupin_desk.ledger.returned import shown
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.return_spec import Counted, Period, ReturnColumn, ReturnSpec, each, work_out
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.household.records import Household, Member
from fupin_desk.words import LANGUAGES, words
from tests.acts.village_desk import a_village_desk

NAME = "promised_due_paid"
TODAY = date(2019, 3, 1)
YEAR = period_of(date(2018, 10, 1), date(2019, 6, 30), TODAY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_village_desk(tmp_path / "village")
    yield made
    made.close()


def a_home(desk: Desk, name: str, registered: bool = True) -> tuple[str, str]:
    home = put_record(desk, "household", {"status": "registered"}).id
    member = put_record(desk, "member", {"household": home, "name": name}).id
    put_record(desk, "household", {"head": member}, home)
    if registered:
        agreed = {"to": "register", "asked_by": "测试人", "how": "signed", "on": "2018-01-02"}
        put_record(desk, "consent", {"household": home, **agreed})
    return home, member


def a_job(desk: Desk, member: str, entity: str, **said: Any) -> str:
    terms = {"linkage": "wage", "terms": "job", "wage_fen": 150_000, "wage_per": "month", "pay_day": 10}
    days = {"since": "2018-09-01", "signed_on": "2018-09-01", "until": "2019-04-30"}
    contract = put_record(desk, "contract", {**terms, **days, "member": member, **said}).id
    put_record(desk, "party", {"contract": contract, "entity": entity, "role": "employer"})
    return contract


@pytest.fixture
def village(desk: Desk) -> Desk:
    """Three households: with a wage, with a wage and a line of a distribution, and one that agreed to nothing."""
    shop = put_record(desk, "entity", {"kind": "workshop", "name": "服装车间"}).id
    leader = put_record(desk, "entity", {"kind": "leader", "name": "李大户"}).id
    homes = [a_home(desk, "张三"), a_home(desk, "李四"), a_home(desk, "王五", registered=False)]
    first, second, _third = [a_job(desk, member, (shop, leader, shop)[at]) for at, (_home, member) in enumerate(homes)]
    for contract, home, amount, day in (
        (first, homes[0][0], 400_000, "2018-12-12"),
        (second, homes[1][0], 150_000, "2018-10-10"),
        (second, homes[1][0], 100_000, "2019-02-20"),
    ):
        paid = {"contract": contract, "household": home, "amount_fen": amount, "paid_on": day}
        confirmed = {"confirmed_on": day, "confirmed_how": "signed"} if amount == 100_000 else {}
        put_record(desk, "payment", {**paid, **confirmed})
    shared = {"year": 2018, "income_fen": 90_000, "due_on": "2018-12-20", "entity": shop, "rule": "按户"}
    plan = put_record(desk, "distribution", shared).id
    for home, _member in homes:
        put_record(desk, "distribution_line", {"distribution": plan, "household": home, "amount_fen": 30_000})
    return desk


def recounted(desk: Desk) -> dict[tuple[str, str], list[int]]:
    """What each household is due by month, counted from what is owed: not by the return's own way."""
    with desk.vault.reading() as reader:
        through, now = settled_dues(reader, YEAR.through), {one.due.id: one for one in settled_dues(reader, TODAY)}
        numbers = {one.id: one.number for one in reader.records("household")}
        agreed = {one.household for one in reader.records("consent") if one.to == "register"}
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
    for one in through:
        due = one.due
        if due.household in agreed and YEAR.since <= due.due_on:
            fallen = now.get(due.id)
            add = [due.amount_fen, due.amount_fen if fallen else 0, one.paid_fen, one.confirmed_fen,
                   due.amount_fen - one.paid_fen if fallen else 0]  # fmt: skip
            row = sums[str(numbers[due.household]), due.due_on.isoformat()[:7]]
            row[:] = [was + more for was, more in zip(row, add, strict=True)]
    return dict(sums)


def test_the_numbers_are_those_of_an_independent_count(village: Desk) -> None:
    made = make_return(village, NAME, YEAR)
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
    for row in made.rows:
        cells = found[row[1], row[2]]
        cells[:] = [was + more for was, more in zip(cells, row[4:], strict=True)]
    assert dict(found) == recounted(village)
    assert list(made.totals[4:]) == [sum(column) for column in zip(*recounted(village).values(), strict=True)]
    # by hand: two wages of 1,500.00 a month from October to May, and two lines of 300.00; October to February have come
    assert made.totals[4:] == (2 * 8 * 150_000 + 60_000, 2 * 5 * 150_000 + 60_000, 650_000, 100_000, 910_000)


def test_what_a_household_has_a_part_in_that_did_not_agree_is_left_out_and_counted(village: Desk) -> None:
    made = make_return(village, NAME, YEAR)
    with village.vault.reading() as reader:
        numbers = sorted(one.number for one in reader.records("household"))
    assert {row[1] for row in made.rows} == set(numbers[:2])
    assert made.left_out == 8 + 1  # its wages, and its line
    assert "9" in show_return(village, NAME, YEAR, "zh_CN").about[-1]


def test_a_return_names_no_person(village: Desk) -> None:
    for language in LANGUAGES:
        table = show_return(village, NAME, YEAR, language)
        cells = " ".join(text for row in table.rows for text in table.texts(row))
        assert not any(name in cells for name in ("张三", "李四", "王五", "李大户"))
        assert words(language).code("entity_kind", "leader") in cells
        assert "服装车间" in cells


def test_a_return_calls_who_pays_in_its_own_language_where_that_is_known(village: Desk) -> None:
    with village.vault.reading() as reader:
        shop = next(entity for entity in reader.records("entity") if entity.name == "服装车间")
    put_record(village, "entity", {"name_ug": "كىيىم سېخى"}, shop.id)
    for language, called in (("zh_CN", "服装车间"), ("ug", "كىيىم سېخى"), ("en", "服装车间")):
        rows = show_return(village, NAME, YEAR, language).rows
        assert called in {row[3] for row in rows}
        assert len({"服装车间", "كىيىم سېخى"} & {row[3] for row in rows}) == 1


def test_a_return_calls_a_village_as_its_record_says_and_else_as_it_was_invited(village: Desk) -> None:
    assert {row[0] for row in show_return(village, NAME, YEAR, "ug").rows} == {f"{village.file.name} {village.code}"}
    with village.writing() as work:
        called = {"code": village.code, "name_zh": "示范一村", "name_ug": "ئۈلگە 1-كەنت"}
        work.save("village", village_id(village.code), called)
    for language, name in (("zh_CN", "示范一村"), ("ug", "ئۈلگە 1-كەنت"), ("en", "示范一村")):
        assert {row[0] for row in show_return(village, NAME, YEAR, language).rows} == {f"{name} {village.code}"}


def test_a_period_counts_what_falls_due_in_it_and_what_was_paid_by_its_end(village: Desk) -> None:
    october = make_return(village, NAME, period_of(date(2018, 10, 1), date(2018, 10, 31), TODAY))
    assert [row[4:] for row in october.rows] == [
        (150_000, 150_000, 0, 0, 150_000),
        (150_000, 150_000, 150_000, 0, 0),
    ]
    to_come = make_return(village, NAME, period_of(date(2019, 4, 1), date(2019, 4, 30), TODAY))
    assert to_come.totals[4:] == (300_000, 0, 0, 0, 0)


def test_a_written_return_holds_what_is_shown_and_writes_over_nothing(village: Desk, tmp_path: Path) -> None:
    out = tmp_path / "return.xlsx"
    count = write_return(village, NAME, YEAR, out, "ug")
    rows = CalamineWorkbook.from_filelike(BytesIO(out.read_bytes())).get_sheet_by_index(0).to_python()
    table = show_return(village, NAME, YEAR, "ug")
    at = rows.index(list(table.heads))
    assert len(rows) == at + 1 + count + 1
    for cells, row in zip(rows[at + 1 :], (*table.rows, table.totals), strict=False):
        assert cells[4:] == [amount / 100 for amount in row[4:]]
        assert row[0] is None or cells[:4] == list(row[:4])
    with pytest.raises(FileExistsAlreadyError):
        write_return(village, NAME, YEAR, out, "ug")


@pytest.mark.parametrize("days", ["2019-01-02 2019-01-01", "2000-01-01 2018-12-31", "2019-01-01 9999-12-31"])
def test_a_period_that_ends_before_it_begins_or_never_is_refused(days: str) -> None:
    since, through = map(date.fromisoformat, days.split())
    with pytest.raises(ReturnPeriodError):
        period_of(since, through, TODAY)
    assert period_of(None, None, TODAY)[:2] == (date(2019, 1, 1), TODAY)


def test_an_amount_owed_to_nobody_by_name_any_more_stays_in_the_sums_where_the_county_knows_it(village: Desk) -> None:
    """A distribution line that names no household: an erasure took the name, and pays nobody's debt."""
    before = make_return(village, NAME, YEAR)
    with village.vault.reading() as reader:
        plan = reader.records("distribution")[0].id
    line = put_record(village, "distribution_line", {"distribution": plan, "amount_fen": 12_345}).id
    made = make_return(village, NAME, YEAR)
    assert (made.rows, made.left_out) == (before.rows, before.left_out + 1)
    with village.vault.reading() as reader:
        known = work_out(RETURNS[NAME], judged(reader), YEAR, registered_households(reader, TODAY))
        assert untold(village, reader, {line}) == {line}
    assert known.totals[4] == (before.totals[4] or 0) + 12_345
    assert [row[4] for row in known.rows if row[1] == ""] == [12_345]


# ---- what a return is


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RETURNS)
def test_a_return_has_its_words_in_every_language(name: str, language: str) -> None:
    spec, say = RETURNS[name], words(language)
    wanted = [f"return.{name}", f"return.explained.{name}", *(f"return.column.{one.name}" for one in spec.columns)]
    assert [key for key in wanted if not say.has(key)] == []


def hidden(audience: Audience) -> list[tuple[Any, str]]:
    kept = {Privacy.LOCAL} if audience is Audience.COUNTY else {Privacy.LOCAL, Privacy.PRIVATE}
    return [(spec.cls, name) for spec in KINDS.values() for name, field in spec.fields.items()
            if field.field.privacy in kept]  # fmt: skip


@pytest.mark.parametrize("audience", list(Audience))
def test_a_return_that_shows_what_its_audience_may_not_see_cannot_be_built(audience: Audience) -> None:
    for field in hidden(audience):
        with pytest.raises(ValueError, match="may not see"):
            ReturnSpec(
                name="x",
                audience=audience,
                counts=each(Household, "id"),
                columns=(ReturnColumn(name="x", shows=(field,)),),
            )
    with pytest.raises(ValueError, match="what it shows"):
        replace(RETURNS[NAME], columns=(ReturnColumn(name="x", shows=()),))
    with pytest.raises(ValueError, match="grouped by nothing"):
        replace(RETURNS[NAME], columns=(ReturnColumn(name="x", take="sum", shows=((Household, "number"),)),))
    with pytest.raises(ValueError, match="sorted by"):
        replace(RETURNS[NAME], order=("x",))


def test_a_code_is_grouped_by_and_said_in_words_and_is_of_a_list(village: Desk) -> None:
    column = ReturnColumn(name="terms", form="code", codes="terms", at="terms", shows=((Contract, "terms"),))
    total = ReturnColumn(name="wage", form="fen", take="sum", at="wage_fen", shows=((Contract, "wage_fen"),))

    def counts(graph: Graph, _period: Period) -> list[Counted]:
        return [Counted(Dossier(contract, graph), [], contract.id) for contract in graph.all(Contract)]

    spec = ReturnSpec(name="promised_due_paid", audience=Audience.COUNTY, counts=counts, columns=(column, total))
    with village.vault.reading() as reader:
        made = work_out(spec, Graph(reader), YEAR, set())
    assert made.rows == (("job", 450_000),)
    for language in LANGUAGES:
        assert shown(made, {}, words(language)).rows == ((words(language).code("terms", "job"), 450_000),)
    for wrong in (replace(column, codes=""), replace(column, form="text")):
        with pytest.raises(ValueError, match="a code of no list"):
            replace(spec, columns=(wrong, total))


def test_records_of_a_class_are_grouped_by_a_path_and_summed_counted_or_looked_through(village: Desk) -> None:
    """Jobs by the worker's household: how many, what they pay in a month, whether any says what it is insured by."""
    spec = ReturnSpec(
        name="jobs",
        audience=Audience.COUNTY,
        counts=each(Contract, "member/household", lambda of, _period: of.record.terms == "job"),
        columns=(
            ReturnColumn(name="household", at="member/household/number", shows=((Household, "number"),)),
            ReturnColumn(name="jobs", form="count", take="count", at="number", shows=((Contract, "number"),)),
            ReturnColumn(name="wage", form="fen", take="sum", at="wage_fen", shows=((Contract, "wage_fen"),)),
            ReturnColumn(name="free", form="yes", take="any", at="deposit_fen", shows=((Contract, "deposit_fen"),)),
        ),
        order=("wage", "household"),
    )
    with village.vault.reading() as reader:
        homes = sorted(reader.records("household"), key=lambda home: home.number)
        (worker,) = reader.records("member", {"household": homes[0].id})
        entity = reader.records("entity")[0].id
    a_job(village, worker.id, entity, wage_fen=50_000, deposit_fen=1)
    with village.vault.reading() as reader:
        made = work_out(spec, Graph(reader), YEAR, {home.id for home in homes[:2]})
    assert made.rows == ((homes[1].number, 1, 150_000, False), (homes[0].number, 2, 200_000, True))
    assert made.totals == (None, 3, 350_000, None)
    assert made.left_out == 1
    assert Member in {cls for cls, _name in hidden(Audience.BOARD)}
