"""Every command and option says in the person's language what it does."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from fupin_desk.cli import commands
from fupin_desk.words import LANGUAGES, words
from tests.cli.conftest import Command


def tree(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    for name, each in group.commands.items():
        if isinstance(each, click.Group):
            yield from tree(each, (*path, name))
        else:
            yield (*path, name), each


EVERY = list(tree(commands()))


@pytest.mark.parametrize("language", ["zh_CN", "en", "ug", "kk_Arab"])
def test_every_command_and_every_option_has_its_help(language: str) -> None:
    assert language in LANGUAGES
    said = words(language)
    wanted = {f"command.{each.help}" for _path, each in EVERY}
    wanted |= {
        f"option.{parameter.name}"
        for _path, each in EVERY
        for parameter in each.params
        if isinstance(parameter, click.Option)
    }
    assert len(wanted) > 50
    assert sorted(key for key in wanted if not said.has(key)) == []


def test_help_shows_it(command: Command) -> None:
    for path, each in EVERY:
        said = command(*path, "--help", "--language", "zh_CN")
        assert (said.code, said.spoken) == (0, "")
        assert words("zh_CN").say(f"command.{each.help}")[:10] in said.out


def test_a_group_alone_is_wrong_usage(command: Command) -> None:
    assert command("record").code == 2
