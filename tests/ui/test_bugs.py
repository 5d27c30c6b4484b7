"""A bug is told and its place kept to hand on, with nothing of what anybody typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fupin_desk.domain.errors import VaultBusyError
from fupin_desk.ui import bugs
from fupin_desk.words import words
from tests.journeys.county import County
from tests.ui.hands import Hands

AT = datetime(2018, 12, 3, tzinfo=UTC)


def a_bug(typed: str = "帕提古丽") -> Exception:
    """Something nobody foresaw, with what was typed in its words and in the words of its cause."""
    found: Exception = ValueError()
    try:
        try:
            raise KeyError(typed)
        except KeyError as cause:
            raise ValueError(typed) from cause
    except ValueError as problem:
        found = problem
    return found


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert bugs.reports().is_relative_to(tmp_path)
    return bugs.reports()


def test_a_report_says_where_and_what_kind_and_nothing_of_anybody() -> None:
    said = bugs.report_of(a_bug("古丽"), AT)
    assert "in a_bug" in said
    assert "builtins.ValueError" in said
    assert "builtins.KeyError" in said
    assert "古丽" not in said


def test_reports_lie_one_after_another_and_the_sentence_names_the_file(kept: Path) -> None:
    said = [bugs.tell_bug(words("zh_CN"), a_bug(), AT) for _turn in range(2)]
    assert all(str(kept) in each for each in said)
    assert kept.read_text(encoding="utf-8").count("2018-12-03 00:00:00 UTC") == 2


def test_where_no_report_can_be_kept_the_bug_is_told_all_the_same(kept: Path) -> None:
    kept.parent.parent.mkdir(parents=True, exist_ok=True)
    kept.parent.write_text("in the way")
    assert bugs.tell_bug(words("en"), a_bug(), AT) == words("en").say("error.bug")


def test_what_nobody_caught_is_said_in_the_window(hands: Callable[..., Hands], tmp_path: Path, kept: Path) -> None:
    county = County(tmp_path)
    county.close()
    who = hands("bug")
    who.unlock(tmp_path / "office")
    assert who.shell.frame is not None
    banner = who.shell.frame.strip.said
    made = a_bug()
    who.shell.found_a_bug(type(made), made, made.__traceback__)
    assert str(kept) in banner.text()
    busy = VaultBusyError("vault.db")
    who.shell.found_a_bug(type(busy), busy, None)
    assert banner.text() == who.shell.words.error(busy)
    assert kept.read_text(encoding="utf-8").count("UTC") == 1
