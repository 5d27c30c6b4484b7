"""What every command shares: how it asks for the passphrase, answers in text or JSON, and refuses.

Always true:

* with ``--json`` exactly one JSON value is on standard output, and nothing else;
* a refusal is ``{"error": CODE, "facts": {…}}`` there, its sentence on standard error, exit code 1;
* wrong usage exits with 2, done with 0.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fupin_desk.domain.errors import DeskError, FileNotReadableError
from fupin_desk.words import LANGUAGES, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fupin_desk.acts.desk import Desk, Surroundings

PASSPHRASE = "FUPIN_DESK_PASSPHRASE"  # noqa: S105 - the name of a variable


@dataclass
class Frame:
    """One run of the command line: its surroundings, and what the person said for all commands."""

    surroundings: Surroundings
    language: str = "en"
    as_json: bool = False
    passphrase_file: Path | None = None
    language_said: str | None = None
    """The language asked for on the command line, not the system's."""

    @property
    def words(self) -> Words:
        """The catalogue in the language asked for."""
        return words(self.language)

    def passphrase(self, new: bool = False) -> str:
        """Return the passphrase: from the file named, the environment, or asked for (twice where it is new)."""
        if self.passphrase_file is not None:
            try:
                return self.passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError):
                raise FileNotReadableError(str(self.passphrase_file)) from None
        if PASSPHRASE in os.environ:
            return os.environ[PASSPHRASE]
        again = self.words.say("ask.passphrase_again") if new else False
        asked = click.prompt(self.words.say("ask.passphrase"), hide_input=True, confirmation_prompt=again, err=True)
        return str(asked)

    @contextmanager
    def desk(self, folder: Path) -> Iterator[Desk]:
        """Open the desk in a folder and close it again."""
        from fupin_desk.acts.desk import check_is_desk, open_desk

        check_is_desk(folder)
        desk = open_desk(self.surroundings, folder, self.passphrase())
        try:
            yield desk
        finally:
            desk.close()

    def today(self) -> date:
        """Return the day it is where the laptop stands."""
        return self.surroundings.clock().astimezone().date()

    def answer(self, key: str, value: Any) -> None:
        """Print what a command gives back."""
        if self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False))
            return
        for line in told(self.words, key, value):
            click.echo(line)


def told(words: Words, key: str, value: Any) -> Iterator[str]:
    """Yield an answer in words: the command's own sentence if it has one, then what it found, a line each."""
    if words.has(f"done.{key}"):
        facts = value if isinstance(value, dict) else {"count": len(value) if isinstance(value, list) else value}
        yield words.say(f"done.{key}", **facts)
        shown = value if isinstance(value, list) else _lists(value)
    else:
        shown = value
    yield from _lines(words, shown)


def _lists(value: Any) -> Any:
    return (
        {name: found for name, found in value.items() if isinstance(found, list)} if isinstance(value, dict) else None
    )


def _lines(words: Words, value: Any, indent: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, found in value.items():
            label = words.say(f"answer.{name}") if words.has(f"answer.{name}") else name
            if isinstance(found, (dict, list)):
                if found:
                    yield f"{indent}{label}:"
                    yield from _lines(words, found, indent + "  ")
            else:
                yield f"{indent}{label}: {'' if found is None else found}"
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, dict):
                yield from _lines(words, each, indent)
                yield ""
            else:
                yield f"{indent}{each}"
    elif value is not None:
        yield f"{indent}{value}"


class SpokenCommand(click.Command):
    """A command whose help comes from the catalogue (``command.<its path>``)."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does."""
        _format_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the same in one line."""
        return _short(self)


class SpokenGroup(click.Group):
    """A group of commands whose help comes from the catalogue."""

    command_class = SpokenCommand
    group_class = type

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it is for."""
        _format_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the same in one line."""
        return _short(self)


class SpokenOption(click.Option):
    """An option whose help comes from the catalogue (``option.<its name>``)."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how it is written and what it means."""
        frame = ctx.find_object(Frame)
        written = "  ".join((*self.opts, *([] if self.is_flag else [self.make_metavar(ctx)])))
        key = f"option.{self.name}"
        return written, frame.words.say(key) if frame is not None and frame.words.has(key) else ""


def _format_help(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_short(command))


def _short(command: click.Command) -> str:
    ctx = click.get_current_context(silent=True)
    frame = ctx.find_object(Frame) if ctx is not None else None
    return frame.words.say(f"command.{command.help}") if frame is not None else ""


def shared_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that every command has, wherever they are written."""

    @click.option("--json", "as_json", is_flag=True, cls=SpokenOption, expose_value=False, callback=_set("as_json"))
    @click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        cls=SpokenOption,
        expose_value=False,
        callback=_set("passphrase_file"),
    )
    @click.option(
        "--language", type=click.Choice(LANGUAGES), cls=SpokenOption, expose_value=False, callback=_set("language")
    )
    @wraps(function)
    def with_options(*args: Any, **said: Any) -> Any:
        return function(*args, **said)

    return with_options


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
        frame = ctx.find_object(Frame)
        if frame is not None and value:
            setattr(frame, name, value)
            if name == "language":
                frame.language_said = value

    return keep


def command(
    group: click.Group, name: str, key: str, exit_code: Callable[[Any], int] = lambda _value: 0
) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command: its value is printed; ``exit_code`` says when a value means refused."""

    def make(function: Callable[..., Any]) -> click.Command:
        @shared_options
        @click.pass_context
        @wraps(function)
        def run(ctx: click.Context, /, **said: Any) -> None:
            frame = ctx.find_object(Frame)
            assert frame is not None
            value = function(frame, **said)
            frame.answer(key, value)
            ctx.exit(exit_code(value))

        return group.command(name, cls=SpokenCommand, help=key)(run)

    return make


def option(*names: str, **said: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a click option with its help from the catalogue."""
    return click.option(*names, cls=SpokenOption, **said)


def folder_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its DIR."""
    return click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))(function)


def refuse(frame: Frame, error: DeskError) -> int:
    """Tell a refusal: facts for scripts, the sentence for the person; return the exit code."""
    if frame.as_json:
        click.echo(json.dumps({"error": error.code, "facts": error.facts}, ensure_ascii=False, default=str))
    click.echo(frame.words.error(error), err=True)
    return 1


def wrong_usage(frame: Frame, usage: click.UsageError) -> int:
    """Tell that the command was written wrongly; return the exit code."""
    if frame.as_json:
        click.echo(json.dumps({"error": "usage", "facts": {"message": usage.format_message()}}, ensure_ascii=False))
        click.echo(usage.format_message(), err=True)
    else:
        usage.show(file=sys.stderr)
    return 2
