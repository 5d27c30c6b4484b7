"""What policy sees, on the window: nothing is hidden by the many, and what somebody has to say to it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.acts.views.findings import explanation_of
from fupin_desk.acts.views.owners import page_record
from fupin_desk.domain.findings import Level
from fupin_desk.ui.panels.next_steps import FEW
from fupin_desk.ui.session import Session
from tests.acts.village_desk import a_village_desk
from tests.ui.hands import Hands

ENTITIES = FEW + 3


@pytest.fixture
def clerk(hands: Callable[..., Hands], tmp_path: Path) -> Hands:
    """A village in which many entities lack the same, and one share lacks something else."""
    desk = a_village_desk(tmp_path / "desk")
    for number in range(ENTITIES):
        put_record(desk, "entity", {"name": f"合作社{number}", "kind": "cooperative", "industries": ["other"]})
    household = put_record(desk, "household", {"group": "一组"}).id
    entity = put_record(desk, "entity", {"name": "果业公司", "kind": "leading_enterprise", "industries": ["crops"]}).id
    share = {"entity": entity, "household": household, "kind": "money", "paid_in_fen": 100_000, "since": "2018-03-01"}
    put_record(desk, "share", share)
    desk.close()
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    made.until(lambda: seen(made))
    return made


def seen(who: Hands) -> list[str]:
    assert who.shell.frame is not None
    return [one.rule for one in who.shell.frame.session.findings]


def explained(session: Session, words: str) -> bool:
    return any(words in str(one.explained) for one in session.findings)


def press(who: Hands, said: str) -> QPushButton:
    found: QPushButton = next(one for one in who.page.findChildren(QPushButton) if one.text() == said)
    who.click(found)
    return found


def names_shown(who: Hands) -> list[str]:
    return [one.accessibleName() for one in who.page.found.findChildren(QPushButton) if one.accessibleName()]


def test_many_findings_of_one_sort_do_not_hide_the_only_one_of_another(clerk: Hands) -> None:
    assert seen(clerk).count("industry-in-scope") == ENTITIES
    assert sum("合作社" in name for name in names_shown(clerk)) == FEW
    assert len(names_shown(clerk)) == len(seen(clerk)) - ENTITIES + FEW > FEW


def test_all_of_one_sort_are_shown_when_somebody_asks(clerk: Hands) -> None:
    before = len(names_shown(clerk))
    press(clerk, clerk.shell.words.say("window.more_alike", count=ENTITIES - FEW))
    assert len(names_shown(clerk)) == before + ENTITIES - FEW


def test_what_somebody_says_to_a_finding_is_kept_and_the_finding_stays(clerk: Hands) -> None:
    assert clerk.shell.frame is not None
    session = clerk.shell.frame.session
    before = seen(clerk)
    press(clerk, clerk.shell.words.say("window.explain"))
    sheet = clerk.page.found.explaining
    clerk.type(sheet.boxes["words"].editor, "合作社十二月补签")
    press(clerk, clerk.shell.words.say("window.done"))
    (said,) = list_records(session.desk, "explanation")
    assert (said["words"], said["by"]) == ("合作社十二月补签", "经办人")
    clerk.until(lambda: any(one.explained for one in session.findings))
    assert seen(clerk) == before
    finding = next(one for one in session.findings if one.explained)
    assert (said["rule"], said["of"]) == (finding.rule, finding.id)


def test_an_explanation_half_written_is_not_taken_away_when_policy_looks_again(clerk: Hands) -> None:
    assert clerk.shell.frame is not None
    session = clerk.shell.frame.session
    press(clerk, clerk.shell.words.say("window.explain"))
    sheet = clerk.page.found.explaining
    clerk.type(sheet.boxes["words"].editor, "还在")
    session.judged.emit()
    assert clerk.page.found.explaining is sheet
    assert sheet.boxes["words"].editor.raw() == "还在"


def test_what_was_said_before_is_opened_again_and_not_written_twice(clerk: Hands) -> None:
    assert clerk.shell.frame is not None
    session = clerk.shell.frame.session
    for words in ("第一次", "第二次"):
        press(clerk, clerk.shell.words.say("window.explain"))
        clerk.type(clerk.page.found.explaining.boxes["words"].editor, words)
        clerk.page.found.explaining.boxes["words"].editor.lines.selectAll()
        press(clerk, clerk.shell.words.say("window.done"))
        clerk.until(partial(explained, session, words))
    assert len(list_records(session.desk, "explanation")) == 1


def test_a_note_asks_for_no_explanation(clerk: Hands) -> None:
    assert clerk.shell.frame is not None
    findings = clerk.shell.frame.session.findings
    heavy = [one for one in findings if one.level in (Level.BREACH, Level.GAP)]
    links = [
        one
        for one in clerk.page.found.findChildren(QPushButton)
        if one.text() == clerk.shell.words.say("window.explain")
    ]
    assert 0 < len(links) <= len(heavy)


def test_an_explanation_that_the_lights_went_out_on_is_opened_again(clerk: Hands) -> None:
    assert clerk.shell.frame is not None
    desk = clerk.shell.frame.session.desk
    press(clerk, clerk.shell.words.say("window.explain"))
    sheet = clerk.page.found.explaining
    clerk.type(sheet.boxes["words"].editor, "写到一半")
    clerk.until(lambda: sheet.sheet.drafts)
    finding = next(one for one in clerk.shell.frame.session.findings if one.level in (Level.BREACH, Level.GAP))
    assert explanation_of(desk, finding)[0] == sheet.record
    assert page_record(desk, "explanation", sheet.record) == page_record(desk, finding.kind, finding.id)
