"""The whole round by window, from two empty folders: what a clerk and the county's staff do, by their hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fupin_desk.acts.conflicts.disputes import list_disputes
from fupin_desk.acts.keeping.status import status
from fupin_desk.acts.notices import verify_notice
from fupin_desk.acts.records.commands import list_records
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.navigation import NEW
from tests.journeys.county import county
from tests.ui.hands import Hands, windows

VILLAGE = "990101001001"


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Hands]]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with windows(qtbot) as make:
        yield make


def an_office(office: Hands, folder: Path) -> None:
    office.click(office.page.make)
    page = office.page
    for line, said in (
        (page.folder.line, str(folder)),
        (page.code, "990101"),
        (page.name, "示例县"),
        (page.first, "demo"),
        (page.second, "demo"),
    ):
        office.type(line, said)
    office.click(page.do)
    office.until(lambda: hasattr(page, "go_on"))
    office.click(page.go_on)
    office.unlock(folder)


def a_village(office: Hands, village: Hands, folder: Path, stick: Path) -> None:
    desk = office.go("office")
    for line, said in (
        (desk.village, VILLAGE),
        (desk.called, "示例村"),
        (desk.invitation.line, str(stick / "invited")),
    ):
        office.type(line, said)
    office.click(desk.invite)
    office.until(lambda: hasattr(desk, "code"))
    page = _joining(village, desk.code.text(), desk.fingerprint.text(), folder, stick)
    village.until(lambda: hasattr(page, "go_on"))
    office.type(desk.request.line, str(stick / "request"))
    office.type(desk.answer.line, str(stick / "certificate"))
    office.click(desk.enrol)
    assert (stick / "certificate").exists()
    village.unlock(folder)
    today = village.go("today")
    village.until(lambda: village.shell.jobs.running == 0)
    village.type(today.answer.line, str(stick / "certificate"))
    village.click(today.accept)


def _joining(village: Hands, code: str, fingerprint: str, folder: Path, stick: Path) -> object:
    village.click(village.page.join)
    page = village.page
    for line, said in (
        (page.invitation.line, str(stick / "invited")),
        (page.code, code),
        (page.fingerprint, fingerprint),
        (page.first, "demo"),
        (page.second, "demo"),
        (page.folder.line, str(folder)),
        (page.out.line, str(stick / "request")),
    ):
        village.type(line, said)
    village.click(page.do)
    return page


def a_household(village: Hands) -> str:
    """Enter a household with its head and its consent, all by form; return its id."""
    page = village.go("households", NEW)
    village.fill(page.form, status="registered", group="一组")
    members = village.belongings("member")
    village.click(members.add_button)
    assert members.form is not None
    village.fill(members.form, name="阿依古丽", relation="head")
    members.shut()
    consents = village.belongings("consent")
    village.click(consents.add_button)
    assert consents.form is not None
    village.fill(consents.form, to="register", asked_by="工作队", how="signed", on="2018-11-20")
    consents.shut()
    return str(page.record)


def test_the_whole_round_by_window(hands: Callable[[str], Hands], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    office, village = hands("office"), hands("village")
    an_office(office, tmp_path / "office")
    a_village(office, village, tmp_path / "village", stick)
    household = a_household(village)
    desk = village.shell.frame.session.desk  # type: ignore[union-attr]
    head = list_records(desk, "member")[0]
    assert (head["name"], head["household"]) == ("阿依古丽", household)
    assert list_records(desk, "household")[0]["head"] == head["id"]
    a_contract_with_a_finding(village, household)
    a_notice(village, tmp_path)
    there_and_back(office, village, stick, tmp_path)
    page = village.go("households", household)
    assert village.shell.words.say("window.sync_status.taken") in _texts(page)


def a_contract_with_a_finding(village: Hands, household: str) -> None:
    """Begin a job from the household's page; policy speaks beside it at once."""
    words = village.shell.words
    village.page.view.tabs.show_named("contract")
    new = words.say("window.add", kind=words.kind("contract"))
    next(each for each in village.page.findChildren(QPushButton) if each.text() == new).click()
    contract = village.page
    village.fill(contract.form, linkage="wage", terms="job", since="2018-06-01", signed_on="2018-06-01")
    village.fill(contract.form, wage_fen="1200", wage_per="month", deposit_fen="500", pay_day="5")
    session = village.shell.frame.session  # type: ignore[union-attr]
    session.judge()
    village.until(lambda: any(one.rule == "no-deposit" for one in session.findings))
    found = list_records(session.desk, "contract")[0]
    assert (found["wage_fen"], found["deposit_fen"]) == (120_000, 50_000)


def a_notice(village: Hands, folder: Path) -> None:
    page = village.go("notices")
    village.click(page.panels["drafting"].make)
    village.until(lambda: "signing" in village.page.panels)
    page = village.page
    village.click(page.panels["signing"].sign)
    village.until(lambda: "posting" in page.panels)
    village.type(page.panels["saving"].out.line, str(folder / "notice.pdf"))
    village.click(page.panels["saving"].save)
    judged = verify_notice(folder / "notice.pdf", folder / "office" / "office.pem")
    assert judged["valid"], judged
    village.click(page.panels["posting"].post)
    village.until(lambda: "closing" in page.panels)


def there_and_back(office: Hands, village: Hands, stick: Path, folder: Path) -> None:
    desk = village.shell.frame.session.desk  # type: ignore[union-attr]
    _make(village, stick)
    _take(office, next(stick.glob("*.fdb")))
    _make(office, folder / "answers")
    _take(village, next((folder / "answers").glob("*.fdb")))
    numbers = status(desk)
    assert numbers["sent"] == numbers["taken"] > 0


def test_two_laptops_disagree_and_the_office_settles_it_by_window(
    hands: Callable[[str], Hands], tmp_path: Path
) -> None:
    with county(tmp_path / "county") as made:
        for name in ("first", "second"):
            made.laptop(name)
    office, first, second = hands("office"), hands("first"), hands("second")
    for who, name in ((office, "office"), (first, "first"), (second, "second")):
        who.unlock(tmp_path / "county" / name)
    for who, town in ((first, "甲镇"), (second, "乙镇")):
        form = who.go("settings").findChildren(Form)[0]
        who.fill(form, township=town)
        _make(who, tmp_path / town)
        _take(office, next((tmp_path / town).glob("*.fdb")))
    page = office.go("office")
    shown = {label.text() for label in page.disputes.findChildren(QLabel)}
    assert {"甲镇", "乙镇"} <= shown
    picked = next(label for label in page.disputes.findChildren(QLabel) if label.text() == "乙镇")
    card = picked.parentWidget()
    assert card is not None
    office.click(card.findChildren(QPushButton)[0])
    assert not list_disputes(office.shell.frame.session.desk)  # type: ignore[union-attr]
    _make(office, tmp_path / "answers")
    for who in (first, second):
        _take(who, tmp_path / "answers")
        desk = who.shell.frame.session.desk  # type: ignore[union-attr]
        assert [each["township"] for each in list_records(desk, "village")] == ["乙镇"]
        numbers = status(desk)
        assert numbers["sent"] == numbers["taken"] > 0


def _make(who: Hands, folder: Path) -> None:
    page = who.go("exchange")
    who.type(page.folder.line, str(folder))
    who.click(page.make)
    who.until(lambda: list(folder.glob("*.fdb")))
    who.shell.jobs.wait()
    who.until(lambda: who.shell.jobs.running == 0)


def _take(who: Hands, file: Path) -> None:
    page = who.go("exchange")
    who.until(lambda: who.shell.jobs.running == 0)
    who.type(page.files.line, str(file))
    who.click(page.take)
    who.until(lambda: page._results)
    who.until(lambda: who.shell.jobs.running == 0)


def _texts(page: object) -> set[str]:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(page, QWidget)
    return {label.text() for label in page.findChildren(QLabel)}
