"""A list one works with: sorted, filtered, several rows chosen, taken out of the window; and the way back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from python_calamine import CalamineWorkbook

from fupin_desk.acts.records.commands import put_record
from fupin_desk.paper.preview import page_count
from fupin_desk.ui.navigation import neighbours
from fupin_desk.ui.panels.listing import DOWN, UP, Listing
from fupin_desk.ui.recent import read_recent
from fupin_desk.ui.widgets.chips import Chip, ChoiceChip
from tests.acts.village_desk import a_village_desk
from tests.ui.hands import Hands

PEOPLE = (
    ("张伟", "10组", "registered"),
    ("王丽华", "2组", "registered"),
    ("安静", "1组", "other"),
    ("ئەركىن", "2组", "lifted_out"),
    ("李四", "3组", "registered"),
)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str]:
    desk = a_village_desk(tmp_path / "desk")
    made = {}
    for name, group, status in PEOPLE:
        made[name] = put_record(desk, "household", {"group": group, "status": status}).id
        head = put_record(desk, "member", {"household": made[name], "name": name, "relation": "head"}).id
        put_record(desk, "household", {"head": head}, made[name])
    plan = put_record(desk, "distribution", {"year": 2017, "income_fen": 1000, "due_on": "2018-01-31"}).id
    for name, fen in (("王丽华", 400_00), ("张伟", 10336_00)):
        said = {"distribution": plan, "household": made[name], "amount_fen": fen}
        put_record(desk, "distribution_line", said)
    desk.close()
    return made


@pytest.fixture
def clerk(hands: Callable[..., Hands], homes: dict[str, str], tmp_path: Path) -> Hands:
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    ready(made)
    made.go("households")
    QApplication.processEvents()
    return made


def ready(who: Hands) -> None:
    """Wait until the window takes keys."""
    who.shell.activateWindow()
    assert QTest.qWaitForWindowActive(who.shell)
    assert QTest.qWaitForWindowExposed(who.shell)
    QTest.qWait(50)


def listing(who: Hands) -> Listing:
    shown: Listing = who.page.listings[0]
    return shown


def names(who: Hands) -> list[str]:
    """Return who stands in the list, from above."""
    table = listing(who).table
    rows = [table.rows.row(place) for place in range(table.rows.rowCount())]
    return [row.cells[1].strip("\u2066\u2067\u2068\u2069") for row in rows if row is not None]


def head(who: Hands, column: str) -> int:
    shown = [each if isinstance(each, str) else each.name for each in listing(who).every_column]
    return shown.index(column)


def press_head(who: Hands, column: str) -> None:
    """Click on the head of a column."""
    header = listing(who).table.horizontalHeader()
    middle = header.sectionViewportPosition(head(who, column)) + header.sectionSize(head(who, column)) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, 8))


def keys(who: Hands, *pressed: Any) -> None:
    """Press keys in the list, each with its modifier if it is a pair."""
    table = listing(who).table
    for key in pressed:
        code, modifier = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(table, code, modifier)


def chosen(who: Hands) -> list[str]:
    ids = listing(who).table.selected_ids()
    at = dict(zip(listing(who).table.ids, names(who), strict=True))
    return [at[id] for id in ids]


def into(who: Hands) -> None:
    """Go from the search of the list into it."""
    listing(who).search.setFocus()
    QTest.keyClick(listing(who).search, Qt.Key.Key_Down)


def chip(who: Hands, key: str) -> Any:
    label = who.shell.words.say(key) if "." in key else who.shell.words.field("household", key)
    label = label[:1].upper() + label[1:]
    return next(each for each in listing(who).chips if isinstance(each, Chip) and each.text().startswith(label))


def choose(who: Hands, key: str, place: int) -> None:
    """Choose a value of a chip with a list, the first being all of them."""
    of: ChoiceChip = chip(who, key)
    of.fill()
    [action for action in of.menu_shown.actions() if not action.isSeparator()][place].trigger()


def test_a_head_sorts_says_so_turns_and_lets_go(clerk: Hands) -> None:
    own = names(clerk)
    press_head(clerk, "head")
    assert names(clerk) == ["安静", "李四", "王丽华", "张伟", "ئەركىن"]
    assert listing(clerk).table.rows.headerData(1, Qt.Orientation.Horizontal).endswith(UP)
    press_head(clerk, "head")
    assert names(clerk)[0] == "ئەركىن"
    assert listing(clerk).table.rows.headerData(1, Qt.Orientation.Horizontal).endswith(DOWN)
    press_head(clerk, "head")
    assert names(clerk) == own
    press_head(clerk, "money_open")
    assert names(clerk)[:2] == ["张伟", "王丽华"], "whoever is owed most comes first"


def test_chips_filter_by_codes_with_their_counts_and_by_what_is_owed(clerk: Hands) -> None:
    of = chip(clerk, "status")
    of.fill()
    offered = [action.text() for action in of.menu_shown.actions() if not action.isSeparator()]
    assert [text[-3:] for text in offered[1:]] == ["(3)", "(1)", "(1)"]
    choose(clerk, "status", 1)
    assert sorted(names(clerk)) == sorted(["张伟", "王丽华", "李四"])
    clerk.click(chip(clerk, "window.list.money_open"))
    assert sorted(names(clerk)) == sorted(["张伟", "王丽华"])
    clerk.type(listing(clerk).search, "wlh")
    assert names(clerk) == ["王丽华"]
    listing(clerk).search.clear()
    choose(clerk, "status", 0)
    assert sorted(names(clerk)) == sorted(["张伟", "王丽华"])


def test_rows_are_chosen_by_keys_and_a_bar_says_what_is_owed_to_them(clerk: Hands) -> None:
    press_head(clerk, "money_open")
    into(clerk)
    assert chosen(clerk) == [], "the cursor alone chooses nothing"
    keys(clerk, (Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_Down, SHIFT))
    assert chosen(clerk) == names(clerk)[:3]
    bar = listing(clerk).bar
    assert bar.stack.currentIndex() == 1
    assert clerk.shell.words.money(10736_00) in bar.picked.text()
    keys(clerk, Qt.Key.Key_Escape)
    assert (chosen(clerk), bar.stack.currentIndex()) == ([], 0)
    keys(clerk, (Qt.Key.Key_Home, CTRL), Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert chosen(clerk) == [names(clerk)[0], names(clerk)[2]]
    keys(clerk, Qt.Key.Key_Space)
    assert chosen(clerk) == [names(clerk)[0]]


def click_row(who: Hands, place: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    table = listing(who).table
    at = table.visualRect(table.rows.index(place, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def test_a_click_opens_and_a_click_with_ctrl_chooses(clerk: Hands) -> None:
    click_row(clerk, 1, CTRL)
    click_row(clerk, 3, CTRL)
    assert chosen(clerk) == [names(clerk)[1], names(clerk)[3]]
    wanted = listing(clerk).table.ids[2]
    click_row(clerk, 2)
    assert clerk.page.record == wanted


def test_what_is_copied_is_what_is_seen_and_gone_once_the_desk_is_locked(clerk: Hands) -> None:
    press_head(clerk, "head")
    listing(clerk).show_columns(["head", "group", "money_open"])
    into(clerk)
    keys(clerk, (Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_C, CTRL))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t") for line in lines[1:]] == [
        ["安静", "1组", ""],
        ["李四", "3组", ""],
        ["王丽华", "2组", "400.00"],
    ]
    clerk.shell.lock()
    assert QGuiApplication.clipboard().text() == ""


def saved(who: Hands, out: Path) -> bytes:
    bar = listing(who).bar
    who.type(bar.path.line, str(out))
    QTest.keyClick(bar.path.line, Qt.Key.Key_Return)
    who.until(lambda: out.exists() and bar.saving.isHidden())
    return out.read_bytes()


def cells(file: Path) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def test_a_list_is_exported_as_it_is_seen_numbers_as_numbers_and_nothing_as_a_formula(
    clerk: Hands, homes: dict[str, str], tmp_path: Path
) -> None:
    assert clerk.shell.frame is not None
    put_record(clerk.shell.frame.session.desk, "household", {"group": "=1+1"}, homes["李四"])
    clerk.go("households")
    listing(clerk).show_columns(["head", "group", "people", "money_open"])
    choose(clerk, "status", 1)
    press_head(clerk, "money_open")
    QTest.keyClick(listing(clerk).search, Qt.Key.Key_P, CTRL)
    listing(clerk).export()
    saved(clerk, tmp_path / "list.xlsx")
    rows = cells(tmp_path / "list.xlsx")
    assert rows[-4:] == [
        ["张伟", "10组", 1.0, 10336.0],
        ["王丽华", "2组", 1.0, 400.0],
        ["李四", "=1+1", 1.0, ""],
        [clerk.shell.words.say("return.total"), "", "", 10736.0],
    ]
    text = "\n".join(str(cell) for row in rows for cell in row)
    assert clerk.shell.words.say("list.private") in text
    assert clerk.shell.words.code("poverty_status", "registered") in text, "what it is filtered by is said"


def test_a_list_is_printed_and_a_file_that_is_there_is_not_written_over(clerk: Hands, tmp_path: Path) -> None:
    listing(clerk).print_out()
    first = saved(clerk, tmp_path / "list.pdf")
    assert page_count(first) == 1
    listing(clerk).print_out()
    clerk.type(listing(clerk).bar.path.line, str(tmp_path / "list.pdf"))
    QTest.keyClick(listing(clerk).bar.path.line, Qt.Key.Key_Return)
    clerk.shell.jobs.wait()
    QApplication.processEvents()
    assert (tmp_path / "list.pdf").read_bytes() == first
    assert not listing(clerk).bar.saving.isHidden(), "what was asked stands there still"
    QTest.keyClick(listing(clerk).bar.path.line, Qt.Key.Key_Escape)
    assert listing(clerk).bar.saving.isHidden()


def test_columns_that_were_chosen_stay_chosen_on_this_laptop_and_are_in_no_vault(clerk: Hands) -> None:
    chooser = listing(clerk).chooser
    chooser.fill()
    label = clerk.shell.words.field("household", "address")
    address = next(each for each in chooser.offered.actions() if each.text() == label)
    address.trigger()
    assert not listing(clerk).table.isColumnHidden(head(clerk, "address"))
    assert "address" in read_recent().columns["household"]
    clerk.go("entities")
    clerk.go("households")
    assert not listing(clerk).table.isColumnHidden(head(clerk, "address"))


def test_coming_back_one_finds_the_list_as_one_left_it(clerk: Hands) -> None:
    press_head(clerk, "head")
    choose(clerk, "status", 1)
    into(clerk)
    keys(clerk, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert clerk.page.record
    clerk.go("households")
    QApplication.processEvents()
    assert names(clerk) == ["李四", "王丽华", "张伟"]
    assert listing(clerk).table.currentIndex().row() == 1
    assert chip(clerk, "status").isChecked()


def test_next_and_previous_go_by_the_order_of_the_list(clerk: Hands, homes: dict[str, str]) -> None:
    press_head(clerk, "head")
    assert clerk.shell.frame is not None
    clerk.go("households", homes["李四"])
    beside = neighbours(clerk.shell.frame.session, "household", homes["李四"])
    assert beside == (homes["安静"], homes["王丽华"], 2, 5)
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(clerk.shell, Qt.Key.Key_PageDown, alt)
    assert clerk.page.record == homes["王丽华"]
    QTest.keyClick(clerk.shell, Qt.Key.Key_PageUp, alt)
    QTest.keyClick(clerk.shell, Qt.Key.Key_PageUp, alt)
    QTest.keyClick(clerk.shell, Qt.Key.Key_PageUp, alt)
    assert clerk.page.record == homes["安静"], "before the first there is none"


@pytest.mark.parametrize(("language", "back", "forward"), [("zh_CN", "Left", "Right"), ("ug", "Right", "Left")])
def test_back_and_forward_go_over_pages_and_records_and_are_mirrored(
    hands: Callable[..., Hands], homes: dict[str, str], tmp_path: Path, language: str, back: str, forward: str
) -> None:
    who = hands("clerk", language)
    who.unlock(tmp_path / "desk")
    ready(who)
    for page, record in (("households", ""), ("households", homes["安静"]), ("entities", "")):
        who.go(page, record)
        QApplication.processEvents()  # a hand comes after the eye: the page is there
    alt = Qt.KeyboardModifier.AltModifier

    def where() -> tuple[str, str]:
        return who.page.name, getattr(who.page, "record", "")

    QTest.keyClick(who.shell, getattr(Qt.Key, f"Key_{back}"), alt)
    assert where() == ("households", homes["安静"])
    QTest.keyClick(who.shell, getattr(Qt.Key, f"Key_{back}"), alt)
    assert where() == ("households", "")
    QTest.keyClick(who.shell, getattr(Qt.Key, f"Key_{forward}"), alt)
    assert where() == ("households", homes["安静"])
    press = QMouseEvent(
        QMouseEvent.Type.MouseButtonPress,
        QPointF(5, 5),
        QPointF(5, 5),
        Qt.MouseButton.ForwardButton,
        Qt.MouseButton.ForwardButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(who.shell.frame, press)  # type: ignore[arg-type]
    assert where() == ("entities", "")


def test_a_new_record_is_no_place_to_come_back_to(clerk: Hands) -> None:
    assert clerk.shell.frame is not None
    clerk.go("households", "household+")
    clerk.go("entities")
    clerk.shell.frame.passage.back()
    assert (clerk.page.name, clerk.page.record) == ("households", "")
