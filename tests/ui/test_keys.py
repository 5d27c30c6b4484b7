"""Where the cursor lands, what Tab and the keys of the window do, and that the list of keys tells the truth."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

import fupin_desk.ui
from fupin_desk.acts.demo import make_demo
from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.domain.languages import LANGUAGES
from fupin_desk.ui.forms.belongings import Belongings
from fupin_desk.ui.keys import Key, KeyList
from fupin_desk.ui.navigation import NEW
from fupin_desk.ui.pages.register import page_names
from fupin_desk.ui.widgets.lettered import Lettered, allot
from fupin_desk.ui.widgets.simple import column, reveal
from fupin_desk.ui.widgets.tabbing import cursor_of, tab_stops, taking_back
from tests.ui.hands import CHEAP, Hands
from tests.ui.test_navigation import session_of, stands_in

Make = Callable[..., Hands]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 12, 1, ["zh_CN", "ug"], CHEAP)
    return folder


@pytest.fixture
def clerk(hands: Make, demo: Path) -> Hands:
    made = hands("clerk")
    made.unlock(demo / "village-1")
    made.in_front()
    return made


def cursor(who: Hands) -> QWidget:
    QApplication.processEvents()
    who.in_front()
    return cursor_of(who.shell) or who.shell


def press(who: Hands, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(cursor(who), key, modifier)


def settled(who: Hands) -> None:
    """Wait until the page has been laid out and has looked at itself."""
    who.until(lambda: who.shell.jobs.running == 0)
    who.page.settle()


class ShownAsWindows(QObject):
    """Notes what is shown as a window of its own, though it is a part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


# ---- where one lands


def test_nothing_of_a_page_flashes_up_as_a_window_and_takes_the_cursor(clerk: Hands) -> None:
    app, desk = QApplication.instance(), session_of(clerk).desk
    assert app is not None
    watching = ShownAsWindows()
    app.installEventFilter(watching)
    for kind, page in (("household", "households"), ("contract", "contracts"), ("entity", "entities")):
        clerk.go(page, list_records(desk, kind)[0]["id"])
        for lines in clerk.page.findChildren(Belongings):
            lines.add()
    app.removeEventFilter(watching)
    assert watching.seen == []


def test_tab_goes_over_a_card_that_was_built_anew_where_it_stands(clerk: Hands) -> None:
    desk = session_of(clerk).desk
    clerk.go("households", put_record(desk, "household", {"group": "一组"}).id)
    plots = clerk.belongings("plot")
    plots.add()
    assert plots.form is not None
    plots.add_button.setFocus()
    seen: list[QWidget] = []
    for _step in range(4):
        press(clerk, Qt.Key.Key_Tab)
        seen.append(cursor(clerk))
    assert seen[0] is plots.form.boxes["name"].editor.stops()[0]
    assert seen[1] is plots.form.boxes["area_centimu"].editor.stops()[0]
    stops = tab_stops(clerk.page)
    assert [stop for stop in stops if stop in seen] == seen


# ---- keys


def test_ctrl_n_begins_a_record_of_the_page_else_a_household(clerk: Hands) -> None:
    for name, kind in (("contracts", "contract"), ("today", "household"), ("households", "household")):
        clerk.go(name)
        press(clerk, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert clerk.page.kind == kind
        found = stands_in(clerk)
        assert found is not None
        assert clerk.page.form.record == clerk.page.record
        assert not clerk.page.form.sheet.exists


def test_f8_goes_from_field_to_field_that_is_to_be_looked_at_and_round(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组", phone="12")
    clerk.until(lambda: len(page.problems.all()) > 2, 60_000)
    problems = page.problems.all()
    assert problems[0].at == "phone", "what could not be kept comes first"
    seen = []
    for _step in range(len(problems) + 1):
        press(clerk, Qt.Key.Key_F8)
        seen.append((stands_in(clerk) or ("", "", ""))[2])
    assert seen[0] == seen[-1] == "phone"
    assert {"phone", "status", "status_since"} <= set(seen)
    press(clerk, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert (stands_in(clerk) or ("", "", ""))[2] == seen[-2]


def test_f8_says_so_where_nothing_is_to_be_looked_at(clerk: Hands) -> None:
    said: list[str] = []
    session_of(clerk).said.connect(lambda sentence, _level: said.append(sentence))
    clerk.go("returns")
    press(clerk, Qt.Key.Key_F8)
    assert said == [clerk.shell.words.say("window.problem.none")]


def test_f1_lists_the_keys_that_work_and_gives_the_cursor_back(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    frame = clerk.shell.frame
    assert frame is not None
    before = cursor(clerk)
    press(clerk, Qt.Key.Key_F1)
    (shown,) = frame.findChildren(KeyList)
    written = {key for key, _said in shown.lines}
    assert {key.written for key in frame.findChildren(Key)} <= written
    assert {"Enter", "F4", "Backspace", "1-9"} <= written
    assert {label.text() for label in shown.findChildren(QLabel)} >= {said for _key, said in shown.lines}
    press(clerk, Qt.Key.Key_Escape)
    assert cursor(clerk) is before
    assert page is clerk.page


def test_no_key_of_the_window_is_kept_from_the_list() -> None:
    """Every key is made by the one class that the list reads."""
    folder = Path(fupin_desk.ui.__file__).parent
    makes = re.compile(r"QShortcut\(Q|setShortcut\(")
    assert not [file.name for file in folder.rglob("*.py") if makes.search(file.read_text("utf-8"))]
    assert issubclass(Key, QShortcut)


# ---- letters


def test_a_letter_is_one_the_label_is_spelled_with_and_stays_with_it() -> None:
    first = allot(["保存", "新增地块", "ساقلاش", "Save"], {"X"}, {})
    assert first["保存"] == "B"
    assert first["新增地块"] != "X"
    assert first["ساقلاش"] == "S"
    assert len(set(first.values())) == 4
    assert allot(["完成", "保存"], {"X"}, first)["保存"] == "B"


def test_a_label_in_latin_shows_its_letter_in_itself_and_another_behind(hands: Make) -> None:
    button = Lettered("Save & go")
    button.give("S")
    assert QPushButton.text(button) == "&Save && go"
    other = Lettered("保存")
    other.give("B")
    assert (other.text(), QPushButton.text(other), other.accessibleName()) == ("保存", "保存(&B)", "保存")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_of_a_page_are_pressed_by_one_letter(hands: Make, demo: Path, language: str) -> None:
    who = hands(f"letters {language}", language)
    who.unlock(demo / "village-1")
    frame = who.shell.frame
    assert frame is not None
    household = list_records(frame.session.desk, "household")[0]["id"]
    for name, record in (*((name, "") for name in page_names(frame.session)), ("households", household)):
        who.go(name, record)
        settled(who)
        shown = [each for each in who.page.findChildren(Lettered) if each.isVisible() and each.letter]
        letters = [each.letter for each in shown]
        assert len(letters) == len(set(letters)), (name, [(each.text(), each.letter) for each in shown])
        assert not set(frame.keys.letters.values()) & set(letters), name
        plain = [each.text() for each in who.page.findChildren(Lettered) if each.isVisible() and not each.letter]
        main = [each for each in who.page.findChildren(Lettered) if each.objectName() == "main" and each.isVisible()]
        assert all(each.letter for each in main), (name, plain)


def test_alt_and_its_letter_press_a_button(clerk: Hands) -> None:
    desk = session_of(clerk).desk
    clerk.go("households", put_record(desk, "household", {"group": "一组"}).id)
    settled(clerk)
    plots = clerk.belongings("plot")
    reveal(plots.add_button)
    clerk.page.settle()
    letter = plots.add_button.letter
    assert letter
    press(clerk, Qt.Key(ord(letter)), Qt.KeyboardModifier.AltModifier)
    clerk.until(lambda: plots.form is not None, 10_000)


def test_what_stands_in_no_layout_is_gone_over_too(hands: Make) -> None:
    outer, inner = QWidget(), QWidget()
    first, second, third = QPushButton("a"), QPushButton("b", inner), QPushButton("c")
    outer.setLayout(column(first, inner, third))
    assert tab_stops(outer) == [first, second, third]
    taking_back(first)
    assert tab_stops(outer) == [second, third, first], "what takes back comes last"
    assert not first.autoDefault()
