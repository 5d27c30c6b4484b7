"""Taking an agreement back makes work for the office, on this laptop's first page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from fupin_desk.acts.views.today import count_unsent, today_page
from tests.acts.one_laptop import laptop
from tests.journeys.county import Machine, county

__all__ = ["laptop"]

ON = date(2018, 12, 5)


def to_settle(laptop: Machine) -> set[str]:
    return set(today_page(laptop.desk, ON).to_settle)


def test_a_withdrawn_consent_to_a_running_contract_is_settled_until_the_contract_ends(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    contract = laptop.put("contract", terms="order", since="2018-06-01")
    laptop.put("party", contract=contract, household=home, role="household")
    said: dict[str, Any] = {"asked_by": "测试人", "how": "signed", "on": "2018-06-01"}
    consent = laptop.put("consent", household=home, to="contract", about=contract, **said)
    assert to_settle(laptop) == set()
    laptop.put("consent", household=home, to="contract", about=contract, **said)  # once more, by mistake
    laptop.put("consent", consent, withdrawn_on="2018-12-03")
    assert to_settle(laptop) == {home}
    laptop.put("contract", contract, ended_on="2018-12-05")
    assert to_settle(laptop) == set()


def withdrawn_from(laptop: Machine, home: str, to: str, about: str | None, **said: Any) -> None:
    given = {"asked_by": "测试人", "how": "signed", "on": "2018-06-01", "withdrawn_on": "2018-12-03"}
    laptop.put("consent", None, None, household=home, to=to, about=about, **given, **said)


def test_a_withdrawn_consent_to_a_share_is_settled_until_it_is_paid_out(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    share = laptop.put("share", None, None, household=home, since="2018-06-01", paid_in_fen=100)
    withdrawn_from(laptop, home, "share", share)
    assert to_settle(laptop) == {home}
    laptop.put("share", share, until="2018-12-04")
    assert to_settle(laptop) == set()


def test_a_worker_who_takes_the_word_back_is_settled_though_no_party_names_the_household(laptop: Machine) -> None:
    made = laptop.household("张三")
    job = laptop.put("contract", None, None, terms="job", since="2018-06-01", member=made["member"])
    withdrawn_from(laptop, made["household"], "contract", job, member=made["member"])
    assert to_settle(laptop) == {made["household"]}
    laptop.put("contract", job, ended_on="2018-12-05")
    assert to_settle(laptop) == set()


def test_who_takes_registration_back_is_settled_where_a_job_or_a_share_binds_them(laptop: Machine) -> None:
    made = laptop.household("张三")
    withdrawn_from(laptop, made["household"], "register", None)
    laptop.put("consent", made["consent"], withdrawn_on="2018-12-03")
    assert to_settle(laptop) == set()
    laptop.put("contract", None, None, terms="job", since="2018-06-01", member=made["member"])
    assert to_settle(laptop) == {made["household"]}


def test_the_office_calls_no_money_late_that_may_have_been_paid_and_not_told(tmp_path: Path) -> None:
    with county(tmp_path) as around:
        laptop = around.laptop("village")
        home = laptop.household("张三")
        job = laptop.put(
            "contract",
            None,
            None,
            terms="job",
            since="2018-06-01",
            member=home["member"],
            wage_fen=100,
            wage_per="month",
        )
        around.round(laptop)
        laptop.put("consent", home["consent"], withdrawn_on="2018-12-03")
        laptop.put(
            "payment", None, None, contract=job, household=home["household"], amount_fen=400, paid_on="2018-12-03"
        )
        around.round(laptop)
        assert today_page(around.office.desk, ON).overdue == []


def test_what_can_go_up_is_counted_without_what_is_withheld(laptop: Machine) -> None:
    laptop.household("李四", consents=False)
    before = count_unsent(laptop.desk)
    laptop.put("entity", kind="cooperative", name="合作社")
    assert count_unsent(laptop.desk) == before + 1
