"""The first page's sums: by the month it was due, by the village that owes it, and who was silent for long."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fupin_desk.acts.joining.revoke import revoke_desk
from fupin_desk.acts.views.money import MONTHS, Month, Told, VillageOwed, by_month, money_told
from fupin_desk.acts.views.silent import SILENT_DAYS, Silent, silent_villages
from fupin_desk.acts.views.today import today_page
from fupin_desk.keys import RevocationReason
from fupin_desk.policy.due import Due
from fupin_desk.subjects.payment.settling import Settled
from tests.journeys.county import CONSENT, VILLAGE, County, Machine, county

OTHER = "990101001002"
ON = date(2018, 12, 5)


def owed(day: str, amount: int, paid: int = 0) -> Settled:
    due_on = date.fromisoformat(day)
    return Settled(
        Due(id=day, household="家", what="wage", amount_fen=amount, due_on=due_on, period=day[:7], why={}), paid
    )


def test_a_month_has_what_was_due_in_it_and_what_of_that_was_paid_whenever() -> None:
    settled = [
        owed("2017-12-31", 7),
        owed("2018-01-01", 100, 40),
        owed("2018-11-30", 50, 50),
        owed("2018-12-05", 20, 5),
        owed("2018-12-06", 900),
    ]
    months = by_month(settled, ON)
    assert [month.first for month in months] == [date(2018, month, 1) for month in range(1, 13)]
    assert len(months) == MONTHS
    filled = {month.first.month: (month.promised_fen, month.paid_fen) for month in months if month.promised_fen}
    assert filled == {1: (100, 40), 11: (50, 50), 12: (20, 5)}


def test_no_money_at_all_is_twelve_empty_months() -> None:
    assert set(by_month([], date(2019, 1, 31))) >= {Month(date(2018, 2, 1)), Month(date(2019, 1, 1))}


def lease(laptop: Machine, fen: int) -> str:
    """Let a household lease its land, with the rent of the year due in January; returns its contract."""
    home = laptop.household("王小明")["household"]
    entity = laptop.put("entity", name="公司", kind="cooperative")
    said: dict[str, Any] = {"terms": "lease", "rent_fen": fen, "area_centimu": 100, "since": "2017-01-01", "pay_day": 1}
    contract = laptop.put("contract", signed_on="2017-01-01", **said)
    laptop.put("party", contract=contract, household=home, role="household")
    laptop.put("party", contract=contract, entity=entity, role="enterprise")
    laptop.put("consent", None, None, **{**CONSENT, "to": "contract"}, household=home, about=contract)
    return contract


def test_the_office_sees_sums_by_village_the_most_owed_first_and_no_household(tmp_path: Path) -> None:
    with county(tmp_path) as made:
        less, more = made.laptop("first"), made.laptop("second", OTHER)
        lease(less, 100_00)
        lease(more, 900_00)
        made.up(more)
        made.up(less)
        on = made.office.desk.today()
        told = money_told(made.office.desk, on)
        at_home = [
            sum(each.settled.open_fen for each in today_page(laptop.desk, on).overdue) for laptop in (more, less)
        ]
        assert [village.code for village in told.villages] == [OTHER, VILLAGE]
        assert [village.open_fen for village in told.villages] == at_home
        assert told.open_fen == sum(at_home) > 0
        assert today_page(made.office.desk, on).overdue == []


def test_what_the_office_is_shown_of_money_has_no_place_for_a_household() -> None:
    assert {field.name for of in (Told, VillageOwed, Month) for field in fields(of)} == {
        "months", "villages", "code", "name", "open_fen", "payments", "first", "promised_fen", "paid_fen",
    }  # fmt: skip


def test_what_fell_due_after_a_villages_last_bundle_is_not_called_late_by_the_office(tmp_path: Path) -> None:
    with county(tmp_path) as made:
        laptop = made.laptop("first")
        lease(laptop, 100_00)
        made.up(laptop)
        office, on = made.office.desk, made.office.desk.today()
        before = money_told(office, on)
        later = money_told(office, date(on.year + 2, on.month, on.day))
        assert before.open_fen == later.open_fen > 0


def test_money_told_goes_with_every_change_that_comes_in(tmp_path: Path) -> None:
    with county(tmp_path) as made:
        laptop = made.laptop("first")
        contract = lease(laptop, 100_00)
        made.up(laptop)
        office, on = made.office.desk, made.office.desk.today()
        before = money_told(office, on)
        (home,) = laptop.ids("household")
        laptop.put("payment", contract=contract, household=home, amount_fen=30_00, paid_on="2018-02-01")
        made.up(laptop)
        after = money_told(office, on)
        assert before.open_fen - after.open_fen == 30_00
        assert money_told(office, on) is after


def silent(made: County, days: int) -> Silent:
    with made.office.desk.vault.reading() as reader:
        return silent_villages(reader, made.office.desk.today() + timedelta(days))


def test_a_village_is_silent_from_its_last_bundle_or_from_when_it_was_let_in(tmp_path: Path) -> None:
    with county(tmp_path) as made:
        heard, never = made.laptop("first"), made.laptop("second", OTHER)
        made.up(heard)
        assert silent(made, SILENT_DAYS - 1).villages == []
        found = silent(made, SILENT_DAYS)
        assert {(village.code, village.last is None) for village in found.villages} == {(VILLAGE, False), (OTHER, True)}
        assert found.of == 2
        revoke_desk(made.office.desk, never.desk.id, RevocationReason.LOST)
        assert [village.code for village in silent(made, SILENT_DAYS).villages] == [VILLAGE]


def test_one_laptop_heard_of_is_a_village_heard_of(tmp_path: Path) -> None:
    with county(tmp_path) as made:
        heard, _never = made.laptop("first"), made.laptop("second")
        made.up(heard)
        (only,) = silent(made, SILENT_DAYS).villages
        assert (only.code, only.last is not None, only.days) == (VILLAGE, True, SILENT_DAYS)
