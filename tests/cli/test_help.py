"""Every command and option says in the person's language what it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from fupin_desk.cli import commands
from fupin_desk.kinds.notices import SPECS
from fupin_desk.kinds.returns import RETURNS
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
    wanted |= {"help.must", "help.otherwise"}
    assert len(wanted) > 50
    assert sorted(key for key in wanted if not said.has(key)) == []


def test_help_shows_it(command: Command) -> None:
    for path, each in EVERY:
        said = command(*path, "--help", "--language", "zh_CN")
        assert (said.code, said.spoken) == (0, "")
        assert words("zh_CN").say(f"command.{each.help}")[:10] in said.out


def test_the_help_of_returns_names_every_return(command: Command) -> None:
    told = command("return", "--help", "--language", "zh_CN").out
    assert [name for name in RETURNS if name not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_named_after_a_command_is_explained(command: Command, language: str) -> None:
    said, silent = words(language), []
    for path, each in EVERY:
        for parameter in each.params:
            keys = (f"argument.{parameter.name}", f"argument.{parameter.name}.{each.help}")
            if isinstance(parameter, click.Argument) and not any(said.has(key) for key in keys):
                silent.append((*path, parameter.name))
    assert silent == []


def test_help_says_what_must_be_given_and_what_holds_otherwise(command: Command) -> None:
    made = " ".join(command("office", "create", "--help", "--language", "en").out.split())
    assert "The county's code (6 digits); must be given" in made
    assert "A new or empty folder for the desk" in made
    assert "otherwise 300" in " ".join(command("demo", "--help", "--language", "en").out.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "key", "facts"),
    [
        (("bogus",), "no_such_command", {"what": "bogus"}),
        (("record",), "no_command", {}),
        (("record", "put"), "missing", {"what": "DIR"}),
        (("record", "void", "d", "household", "x"), "missing", {"what": "--reason"}),
        (("check", "d", "--before", "x"), "no_such_option", {"what": "--before"}),
        (("check", "d", "--on", "2018-02-30"), "not_a_day", {"what": "--on", "typed": "2018-02-30"}),
        (("demo", "d", "--villages", "0"), "not_a_number", {"what": "--villages", "range": "1–99"}),
        (("demo", "d", "--seed", "x"), "not_a_number", {"what": "--seed", "range": "0, 1, 2, …"}),
        (("demo", "d", "--languages", "zh"), "not_this", {"what": "--languages", "typed": "zh"}),
        (
            ("notice", "draft", "d", "--kind", "x"),
            "not_one_of",
            {"what": "--kind", "choices": ", ".join(SPECS)},
        ),
        (
            ("return", "d", "x", "out.xlsx"),
            "not_one_of",
            {"what": f"{{{'|'.join(RETURNS)}}}", "choices": ", ".join(RETURNS)},
        ),
    ],
)
def test_wrong_usage_is_told_in_the_language_asked_for(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    typed: tuple[str, ...], key: str, facts: dict[str, str], language: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    said = command("--json", "--language", language, *typed)
    expected = words(language).say(f"usage.{key}", **facts)
    assert (said.code, said.value) == (2, {"error": "usage", "facts": {"message": expected}})
    assert said.spoken.startswith(expected)
    assert "--help" in said.spoken


def test_a_group_alone_is_wrong_usage(command: Command) -> None:
    assert command("record").code == 2
