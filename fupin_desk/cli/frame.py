"""What every command shares: how it asks for the passphrase, answers in text or JSON, and refuses.

Always true:

* with ``--json`` exactly one JSON value is on standard output, and nothing else;
* a refusal is ``{"error": CODE, "facts": {…}}`` there, its sentence on standard error, exit code 1;
* wrong usage exits with 2, done with 0.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fupin_desk.cli.spoken import FILE, SpokenCommand, SpokenOption, usage_said
from fupin_desk.cli.telling import told
from fupin_desk.domain.errors import DeskError, FileNotReadableError
from fupin_desk.domain.languages import ENGLISH
from fupin_desk.words import Translator, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fupin_desk.acts.desk import Desk, Surroundings

PASSPHRASE = "FUPIN_DESK_PASSPHRASE"  # noqa: S105 - the name of a variable
NEW_PASSPHRASE = "FUPIN_DESK_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable


@dataclass
class Frame:
    """One run of the command line: its surroundings, and what the person said for all commands."""

    surroundings: Surroundings
    language: str = ENGLISH
    as_json: bool = False
    passphrase_file: Path | None = None
    language_said: str | None = None
    """The language asked for on the command line, not the system's."""

    @property
    def words(self) -> Translator:
        """The catalogue in the language asked for."""
        return words(self.language)

    def passphrase(self, new: bool = False) -> str:
        """Return the passphrase: from the file named, the environment, or asked for (twice where it is new)."""
        return self._secret("passphrase", self.passphrase_file, PASSPHRASE, twice=new)

    def new_passphrase(self, file: Path | None) -> str:
        """Return the passphrase that is to be: from the file named, the environment, or asked for twice."""
        return self._secret("new_passphrase", file, NEW_PASSPHRASE, twice=True)

    def code(self, code: str | None, file: Path | None) -> str:
        """Return a code from paper: as an argument or in a file, else asked for and not shown.

        Arguments stand in the list of processes and in the shell's history, so nobody must give it there.
        """
        if code is not None and file is not None:
            raise click.UsageError(self.words.say("usage.one_of_two", one="--code", other="--code-file"))
        return code if code is not None else self._secret("code", file)

    def fingerprint(self, typed: str | None) -> str:
        """Return the fingerprint on paper: as an argument, else asked for; it is no secret."""
        return typed if typed is not None else str(click.prompt(self.words.say("ask.fingerprint"), err=True))

    def _secret(self, ask: str, file: Path | None, variable: str | None = None, *, twice: bool = False) -> str:
        if file is not None:
            return _first_line(file)
        if variable is not None and variable in os.environ:
            return os.environ[variable]
        again = self.words.say("ask.passphrase_again") if twice else False
        return str(click.prompt(self.words.say(f"ask.{ask}"), hide_input=True, confirmation_prompt=again, err=True))

    @contextmanager
    def desk(self, folder: Path) -> Iterator[Desk]:
        """Open the desk in a folder and close it again."""
        from fupin_desk.acts.desk import check_is_desk, open_desk

        check_is_desk(folder)
        desk = open_desk(self.surroundings, folder, self.passphrase(), to_read=True)
        try:
            yield desk
        finally:
            desk.close()

    def today(self) -> date:
        """Return the day it is where the laptop stands."""
        return self.surroundings.now().astimezone().date()

    def answer(self, key: str, value: Any, kind: str | None = None) -> None:
        """Print what a command gives back; where that cannot be written, what was done stays done and is said so.

        ``kind`` is the kind of record it was asked for, if it was.
        """
        try:
            if self.as_json:
                click.echo(json.dumps(value, ensure_ascii=False))
                return
            for line in told(self.words, key, value, kind):
                click.echo(line)
        except OSError as problem:
            _hang_up()
            if problem.errno != errno.EPIPE:  # whoever closes a pipe, as ``head`` does, has heard enough
                click.echo(self.words.say("ask.not_told"), err=True)
            raise click.exceptions.Exit(1) from None

    def beside(self, *lines: str) -> None:
        """Tell a person at the terminal what is no part of the answer; a script gets the answer alone."""
        for line in () if self.as_json else lines:
            click.echo(line, err=True)

    def answer_code(self, code: str, facts: Mapping[str, Any]) -> None:
        """Print a refusal as scripts see it; its sentence goes to standard error whether that could be done or not."""
        if not self.as_json:
            return
        try:
            click.echo(json.dumps({"error": code, "facts": facts}, ensure_ascii=False, default=str))
        except OSError:
            _hang_up()


def _first_line(file: Path) -> str:
    """Return what a file of one line says; FileNotReadableError."""
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")  # Notepad marks its files
    except (OSError, UnicodeDecodeError):
        raise FileNotReadableError(str(file)) from None


def _hang_up() -> None:
    """Let nothing more be written where it cannot be, or Python complains of it when it ends."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def command(
    group: click.Group, name: str, key: str, exit_code: Callable[[Any], int] = lambda _value: 0
) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command: its value is printed; ``exit_code`` says when a value means refused."""

    def make(function: Callable[..., Any]) -> click.Command:
        @click.pass_context
        @wraps(function)
        def run(ctx: click.Context, /, **given: Any) -> None:
            frame = ctx.find_object(Frame)
            assert frame is not None
            try:
                value = function(frame, **given)
            except KeyboardInterrupt:
                ctx.exit(called_off(frame, "broken_off"))
            frame.answer(key, value, given.get("kind"))
            ctx.exit(exit_code(value))

        return group.command(name, cls=SpokenCommand, help=key)(run)

    return make


def option(*names: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a click option with its help from the catalogue."""
    return click.option(*names, cls=SpokenOption, **settings)


def folder_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its DIR."""
    return click.argument("folder", metavar="DIR", type=FILE)(function)


def code_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the two options for a code from paper; with neither it is asked for (``Frame.code``)."""
    return option("--code")(option("--code-file", type=FILE)(function))


def refuse(frame: Frame, error: DeskError) -> int:
    """Tell a refusal: facts for scripts, the sentence for the person; return the exit code."""
    frame.answer_code(error.code, error.facts)
    click.echo(frame.words.error(error), err=True)
    return 1


def called_off(frame: Frame, how: str = "called_off") -> int:
    """Tell that whoever was asked did not answer, or broke the work off; return the exit code."""
    frame.answer_code("called_off", {})
    click.echo(frame.words.say(f"ask.{how}"), err=True)
    return 1


def broken(frame: Frame) -> int:
    """Tell that the program itself is wrong, with what helps to find out where; return the exit code."""
    frame.answer_code("bug", {})
    click.echo(traceback.format_exc(), err=True)
    click.echo(frame.words.say("error.bug"), err=True)
    return 1


def wrong_usage(frame: Frame, usage: click.UsageError) -> int:
    """Tell that the command was written wrongly, and where it says how; return the exit code."""
    message = usage_said(frame.words, usage)
    frame.answer_code("usage", {"message": message})
    path = usage.ctx.command_path if usage.ctx is not None else "fupin-desk"
    click.echo(f"{message}\n{frame.words.say('usage.try', command=f'{path} --help')}", err=True)
    return 2
