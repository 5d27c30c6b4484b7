"""Choosing by keyboard: from lists, of many codes, and days. Enter goes on through all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from fupin_desk.acts.records.commands import list_records
from fupin_desk.acts.views.choices import begun_by, meant
from fupin_desk.ui.forms.choices import ChoiceEditor
from fupin_desk.ui.forms.dates import DateEditor
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.forms.tokens import TokensEditor
from fupin_desk.ui.navigation import NEW
from tests.acts.village_desk import a_village_desk
from tests.ui.hands import Hands
from tests.ui.test_navigation import session_of, stands_in

Make = Callable[..., Hands]


@pytest.fixture
def clerk(hands: Make, tmp_path: Path) -> Hands:
    a_village_desk(tmp_path / "desk").close()
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    return made


def press(who: Hands, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = who.shell.focusWidget()
    assert at is not None
    QTest.keyClick(at, key, modifier)


def letters(who: Hands, typed: str) -> None:
    at = who.shell.focusWidget()
    assert at is not None
    QTest.keyClicks(at, typed)


def field(who: Hands) -> str:
    found = stands_in(who)
    assert found is not None
    return found[2]


def choice(form: Form, name: str) -> ChoiceEditor:
    editor = form.boxes[name].editor
    assert isinstance(editor, ChoiceEditor)
    return editor


def tokens(form: Form, name: str) -> TokensEditor:
    editor = form.boxes[name].editor
    assert isinstance(editor, TokensEditor)
    return editor


def offered(editor: Any) -> list[str]:
    listed = editor.line.picks.list
    return [listed.item(place).text() for place in range(listed.count())]


def saved(who: Hands, kind: str = "household") -> dict[str, Any]:
    return list_records(session_of(who).desk, kind)[-1]


CODES = [("able", "有劳动力"), ("weak", "弱劳动力"), ("lost", "丧失劳动力"), ("none", "无劳动力")]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("有", "able"), ("wu", "none"), ("wldl", "none"), ("sangshi", "lost"), ("无劳动力", "none"),
        ("劳动", None), ("", None), ("没有", None),
    ],
)  # fmt: skip
def test_letters_and_pinyin_mean_what_alone_begins_so(typed: str, value: str | None) -> None:
    assert meant(CODES, typed) == value


def test_a_beginning_weighs_more_than_a_word_inside() -> None:
    assert begun_by("劳动力", "lao") == 2
    assert begun_by("有劳动力", "lao") == 1
    assert begun_by("有劳动力", "dx") == 0


def test_a_number_chooses_from_a_short_list_and_keeps_its_number_whatever_is_typed(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    page.form.begin("status")
    editor = choice(page.form, "status")
    clerk.until(editor.line.picks.isVisible)
    whole = offered(editor)
    assert [line.strip("\u200f")[:1] for line in whole] == ["1", "2", "3"]
    letters(clerk, "qita")
    assert offered(editor) == [whole[2]]
    press(clerk, Qt.Key.Key_Return)
    assert saved(clerk)["status"] == "other"
    page.form.begin("status")
    letters(clerk, "2")
    assert saved(clerk)["status"] == "lifted_out"


def test_enter_goes_on_from_a_closed_list_and_takes_from_an_open_one(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    page.form.begin("status")
    editor = choice(page.form, "status")
    clerk.until(editor.line.picks.isVisible)
    press(clerk, Qt.Key.Key_Escape)
    assert editor.line.picks.isHidden()
    press(clerk, Qt.Key.Key_Return)
    assert (field(clerk), editor.typed()) == ("status_since", None)
    page.form.begin("status")
    clerk.until(editor.line.picks.isVisible)
    press(clerk, Qt.Key.Key_Down)
    press(clerk, Qt.Key.Key_Down)
    press(clerk, Qt.Key.Key_Return)
    assert (field(clerk), editor.typed()) == ("status_since", "lifted_out")


def test_letters_that_mean_no_code_stay_where_they_were_typed_and_come_back(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    page.form.begin("status")
    letters(clerk, "xyz")
    press(clerk, Qt.Key.Key_Escape)
    press(clerk, Qt.Key.Key_Return)
    box = page.form.boxes["status"]
    assert box.refusal.text() == clerk.shell.words.refused("code")
    record = page.record
    clerk.go("today")
    assert choice(clerk.go("households", record).form, "status").line.text() == "xyz"


def test_turning_the_wheel_over_a_field_changes_nothing(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, status="registered")
    for box in page.form.boxes.values():
        for stop in box.editor.stops():
            before = box.editor.typed()
            turned = QWheelEvent(
                QPointF(5, 5), QPointF(stop.mapToGlobal(QPoint(5, 5))), QPoint(0, -120), QPoint(0, -120),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(stop, turned)
            assert box.editor.typed() == before


def test_many_codes_are_tokens_that_enter_takes_and_backspace_gives_back(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    page.form.begin("industries")
    editor, say = tokens(page.form, "industries"), clerk.shell.words.code
    wanted = editor.line.picks.choices[2:4]
    for _value, label in wanted:
        letters_of = label[:2]
        clerk.type(editor.line, letters_of)
        press(clerk, Qt.Key.Key_Return)
        assert field(clerk) == "industries"
    assert saved(clerk)["industries"] == sorted(value for value, _label in wanted)
    press(clerk, Qt.Key.Key_Backspace)
    assert saved(clerk)["industries"] == [wanted[0][0]]
    assert [token.accessibleName() for token in editor.box.tokens] == [
        clerk.shell.words.say("window.token.away", what=say("industry", wanted[0][0]))
    ]
    press(clerk, Qt.Key.Key_Return)
    assert (stands_in(clerk) or ("", "", ""))[2] != "industries"


def test_a_token_goes_by_its_cross_and_the_line_is_called_by_its_field(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    editor = tokens(page.form, "paper_languages")
    page.form.begin("paper_languages")
    letters(clerk, "2")
    letters(clerk, "1")
    chosen = [value for value, _label in editor.line.picks.choices[:2]]
    assert page.form.sheet.values["paper_languages"] == sorted(chosen)
    assert editor.line.accessibleName() == clerk.shell.words.field("household", "paper_languages")
    assert editor.line.accessibleDescription()
    clerk.click(editor.box.tokens[0])
    assert page.form.sheet.values["paper_languages"] == chosen[1:]


def test_letters_left_standing_beside_tokens_are_taken_where_they_mean_one_and_kept_where_none(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    editor = tokens(page.form, "industries")
    value, label = editor.line.picks.choices[0]
    page.form.begin("industries")
    clerk.type(editor.line, label)
    page.form.begin("group")
    assert saved(clerk)["industries"] == [value]
    page.form.begin("industries")
    clerk.type(editor.line, "不认得")
    page.form.begin("group")
    record = page.record
    clerk.go("today")
    again = tokens(clerk.go("households", record).form, "industries")
    assert (again.box.values, again.line.text()) == ([value], "不认得")


def test_a_calendar_opens_by_key_and_enter_in_it_takes_the_day_and_goes_on(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, status_since="2018-03-01")
    editor = page.form.boxes["status_since"].editor
    assert isinstance(editor, DateEditor)
    plain, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
    for key, modifier in ((Qt.Key.Key_F4, plain), (Qt.Key.Key_Down, alt)):
        page.form.begin("status_since")
        press(clerk, key, modifier)
        days = calendar(editor)
        QTest.keyClick(days, Qt.Key.Key_Right)
        QTest.keyClick(days, Qt.Key.Key_Return)
        assert field(clerk) != "status_since"
    assert saved(clerk)["status_since"] == "2018-03-03"


def calendar(editor: DateEditor) -> QWidget:
    """Return where one walks from day to day."""
    assert editor.menu is not None
    return next(one for one in editor.menu.findChildren(QWidget) if one.objectName() == "qt_calendar_calendarview")


def test_esc_closes_the_calendar_and_leaves_the_day(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, status_since="2018-03-01")
    editor = page.form.boxes["status_since"].editor
    page.form.begin("status_since")
    press(clerk, Qt.Key.Key_F4)
    assert editor.menu is not None
    menu = editor.menu
    QTest.keyClick(calendar(editor), Qt.Key.Key_Escape)
    clerk.until(lambda: not isValid(menu) or menu.isHidden())
    assert editor.raw() == "2018-03-01"
    assert field(clerk) == "status_since"


def test_a_click_on_a_label_leads_into_its_field(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    for name in ("group", "status", "industries", "status_since"):
        QTest.mouseClick(page.form.boxes[name].label, Qt.MouseButton.LeftButton)
        assert field(clerk) == name


UNFINISHED = {
    "status_since": "2018-13-",
    "status": "xyz",
    "industries": "不认得",
    "phone": "12",
    "head": "没有这个人",
}
"""Of each way of typing something that cannot be: a day, a code, several codes, a standard, a record."""


@pytest.mark.parametrize("name", UNFINISHED)
def test_nothing_typed_vanishes_whatever_is_pressed_or_wherever_one_goes(clerk: Hands, name: str) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    record = page.record
    page.form.begin(name)
    clerk.type(page.form.boxes[name].editor.stops()[0], UNFINISHED[name])

    def stands() -> str:
        raw = clerk.page.form.boxes[name].editor.raw()
        return str(raw[-1] if isinstance(raw, list) else raw)

    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.Key.Key_F8, Qt.Key.Key_Tab):
        press(clerk, key)
        assert stands() == UNFINISHED[name], key
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert stands() == UNFINISHED[name]
    assert clerk.shell.frame is not None
    clerk.shell.frame.undo()
    clerk.shell.frame.redo()
    assert stands() == UNFINISHED[name]
    clerk.go("today")
    clerk.go("households", record)
    assert stands() == UNFINISHED[name]
