"""How the window looks: every colour is a role's, what stands on one another can be read, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fupin_desk.ui.looks.roles import (
    DARK,
    LEVEL_ROLES,
    LIGHT,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    Roles,
    colour,
    contrast,
    level_ink,
    put,
)
from fupin_desk.ui.looks.sheet import sheet
from fupin_desk.ui.recent import read_recent
from fupin_desk.ui.widgets.simple import mark
from fupin_desk.ui.widgets.tables import Table, TableRow
from tests.ui.hands import Hands

UI = Path(__file__).parents[2] / "fupin_desk" / "ui"
ROLES = UI / "looks" / "roles.py"
NUMBER = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3}(?:[0-9a-fA-F]{2})?)?\b|\brgba?\(|\bhsla?\(")
NAMED = re.compile(
    r"GlobalColor|Qt\.(white|black|red|green|blue|gray)\b|color: [a-z]+;|background: (?!transparent)[a-z]+;"
)
BOTH = pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])


def test_no_colour_is_said_but_by_its_role() -> None:
    said = {
        file.relative_to(UI).as_posix(): NUMBER.findall(source) + NAMED.findall(source)
        for file in UI.rglob("*.py")
        if file != ROLES and (source := file.read_text(encoding="utf8"))
    }
    assert {name: found for name, found in said.items() if found} == {}


@BOTH
def test_every_text_can_be_read_on_its_ground(roles: Roles) -> None:
    pale = [(ink, ground) for ink, ground in TEXT_PAIRS if contrast(roles[ink], roles[ground]) < 4.5]
    assert pale == []


@BOTH
def test_every_edge_and_the_ring_are_seen_on_their_ground(roles: Roles) -> None:
    pale = [(shape, ground) for shape, ground in SHAPE_PAIRS if contrast(roles[shape], roles[ground]) < 3]
    assert pale == []


def test_contrast_is_counted_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)  # the best-known near miss of 4.5


def rules_of(written: str) -> list[dict[str, str]]:
    """Return the declarations of each rule of a style sheet."""
    found = (re.findall(r"([\w-]+):\s*([^;]+);", body) for body in re.findall(r"\{([^}]*)\}", written))
    return [dict(declared) for declared in found]


def test_what_a_rule_of_the_sheet_puts_on_one_another_is_among_the_pairs_that_are_looked_at() -> None:
    names = {name: f"<{name}>" for name in LIGHT}
    pairs = {
        (ink[1:-1], ground[1:-1])
        for rule in rules_of(sheet(names))
        for what, on in (("color", "background"), ("selection-color", "selection-background-color"))
        if (ink := rule.get(what, "")).startswith("<") and (ground := rule.get(on, "")).startswith("<")
    }
    disabled = {("muted", "raised")}
    assert pairs - disabled <= set(TEXT_PAIRS)
    assert len(pairs) > 10


@pytest.fixture
def clerk(hands: Callable[..., Hands]) -> Hands:
    return hands("looks")


def ground(app: QApplication) -> str:
    return app.palette().color(QPalette.ColorRole.Window).name()


def test_the_person_chooses_light_or_dark_and_the_window_remembers(clerk: Hands) -> None:
    app = clerk.shell.app
    for look, roles in (("dark", DARK), ("light", LIGHT)):
        clerk.shell.look(look)
        assert ground(app) == roles["window"]
        assert roles["ink"] in app.styleSheet()
        assert read_recent().look == look
    clerk.shell.speak("ug")
    assert (read_recent().look, read_recent().language) == ("light", "ug")


def test_what_is_shown_already_changes_with_the_look(clerk: Hands, qtbot: QtBot) -> None:
    table, word = Table(["a"], (1,), "x"), mark("x", "breach")
    for widget in (table, word):
        qtbot.addWidget(widget)
        widget.show()
    table.show_rows([TableRow("household", "1", ("张三",), ("breach",))])
    seen = []
    for look in ("light", "dark"):
        clerk.shell.look(look)
        brush = table.rows.data(table.rows.index(0, 0), role=8)
        picture = word.grab().toImage()
        seen.append((brush.name(), picture.pixelColor(picture.width() // 2, 2).name()))
    assert seen == [(roles["breach_soft"], roles["breach_soft"]) for roles in (LIGHT, DARK)]


def test_whoever_draws_asks_for_the_role_of_now(qtbot: QtBot) -> None:
    for roles in (DARK, LIGHT):
        put(roles)
        assert colour("ink").name() == roles["ink"]
        assert {level_ink(level).name() for level in LEVEL_ROLES} == {
            roles[ink] for ink, _ground in LEVEL_ROLES.values()
        }
