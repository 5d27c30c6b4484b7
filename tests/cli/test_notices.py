"""The command that drafts a notice offers what the specs say: their kinds, and the records they can be about."""

from __future__ import annotations

import click
import pytest

from fupin_desk.acts import notices
from fupin_desk.cli import commands
from tests.acts.made_up_notices import offer
from tests.acts.test_notices_about_others import PAID_BACK, SHARES, a_cooperative
from tests.cli.conftest import Command, Folders


def options() -> list[str | None]:
    group = commands().commands["notice"]
    assert isinstance(group, click.Group)
    return [option.name for option in group.commands["draft"].params if isinstance(option, click.Option)]


def test_a_kind_of_record_that_a_new_notice_is_about_has_an_option_beside_those_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert options()[:4] == ["kind", "languages", "distribution", "on"]
    offer(monkeypatch, SHARES, PAID_BACK)  # both about an entity
    assert options()[:5] == ["kind", "languages", "distribution", "entity", "on"]


def test_a_notice_about_another_record_is_drafted_by_command(
    command: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, SHARES)
    a_cooperative(folders.laptop)
    entity = a_cooperative(folders.laptop, 张三=30_000, 李四=20_000)["entity"]
    drafting = ("notice", "draft", folders.village, "--kind", SHARES.kind, "--json", "--language", "zh_CN")
    asked = command(*drafting)
    assert (asked.code, asked.value) == (1, {"error": "notice_about_needed", "facts": {"kind": "entity", "count": 2}})
    assert "经营主体" in asked.spoken
    assert command(*drafting, "--distribution", entity).code == 1  # of another kind than this notice is about
    drafted = command(*drafting, "--entity", entity)
    assert drafted.code == 0, drafted.spoken
    assert notices.find_notice(folders.laptop.desk, drafted.value["number"]).about == entity
