"""Commands that explain themselves, and say what was written wrongly, in the person's language (``i18n``).

A command is made with its key as ``help``; its texts are ``command.<key>``, and for what it takes ``option.<name>`` or
``argument.<name>``, followed by ``.<key>`` where one command means something of its own by a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import click

from fupin_desk.words import LANGUAGES, Translator

FILE = click.Path(path_type=Path, readable=False)
"""A file or folder; whether it is there and may be read is for the act to say, not for the parser."""


def _words(ctx: click.Context) -> Translator:
    return cast(Translator, ctx.find_root().obj.words)


def _meaning(ctx: click.Context, what: str, name: str | None) -> str:
    """Return what an option or argument of this command means; nothing where the catalogue knows no such name."""
    words = _words(ctx)
    keys = (f"{what}.{name}.{ctx.command.help}", f"{what}.{name}")
    return next((words.say(key) for key in keys if words.has(key)), "")


class Spoken(click.Command):
    """A command or group whose help comes from the catalogue (``command.<its key>``), with what all of them take."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += shared_options()

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{_words(ctx).say('help.usage')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does, and what is to be named after it."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.get_short_help_str())
        arguments = [argument for argument in self.get_params(ctx) if isinstance(argument, click.Argument)]
        if arguments:
            rows = [
                (argument.make_metavar(ctx).strip("[]"), _meaning(ctx, "argument", argument.name))
                for argument in arguments
            ]
            with formatter.section(_words(ctx).say("help.arguments")):
                formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what else can be said."""
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
        with formatter.section(_words(ctx).say("help.options")):
            formatter.write_dl(rows)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what it does; sentences are not cut."""
        ctx = click.get_current_context(silent=True)
        return f"command.{self.help}" if ctx is None else _words(ctx).say(f"command.{self.help}")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help, itself spoken."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _words(ctx).say("option.help")
        return option


class SpokenCommand(Spoken):
    """A command that does something."""


class SpokenGroup(Spoken, click.Group):
    """A group of commands."""

    command_class = SpokenCommand
    group_class = type

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what else can be said, and the commands in it."""
        Spoken.format_options(self, ctx, formatter)
        with formatter.section(_words(ctx).say("help.commands")):
            formatter.write_dl([(name, self.commands[name].get_short_help_str()) for name in self.list_commands(ctx)])


class SpokenOption(click.Option):
    """An option whose help comes from the catalogue (``option.<its name>``)."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how it is written and what it means, whether it must be, and what holds without it."""
        written = "  ".join((*self.opts, *([] if self.is_flag else [self.make_metavar(ctx)])))
        return written, "; ".join([_meaning(ctx, "option", self.name), *self._besides(_words(ctx))])

    def _besides(self, words: Translator) -> Iterator[str]:
        if self.required:
            yield words.say("help.must")
        elif isinstance(self.default, (str, int)) and not self.is_flag and self.default != "":
            yield words.say("help.otherwise", value=str(self.default))


def shared_options() -> list[click.Parameter]:
    """Return the options that every command has, wherever they are written."""
    return [
        SpokenOption(["--json", "as_json"], is_flag=True, expose_value=False, callback=_set("as_json")),
        SpokenOption(["--passphrase-file"], type=FILE, expose_value=False, callback=_set("passphrase_file")),
        SpokenOption(["--language"], type=click.Choice(LANGUAGES), expose_value=False, callback=_set("language")),
    ]


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
        frame = ctx.find_root().obj
        if frame is not None and value:
            setattr(frame, name, value)
            if name == "language":
                frame.language_said = value

    return keep


def usage_said(words: Translator, usage: click.UsageError) -> str:
    """Return what was written wrongly; in the parser's own English only what there is no sentence for."""
    if isinstance(usage, click.MissingParameter):
        return words.say("usage.missing", what=_written(usage))
    if isinstance(usage, click.BadParameter):
        return _bad_value(words, usage)
    if isinstance(usage, click.NoSuchOption):
        return words.say("usage.no_such_option", what=usage.option_name)
    if isinstance(usage, click.BadOptionUsage):
        return words.say("usage.no_value", what=usage.option_name)
    if isinstance(usage, click.exceptions.NoSuchCommand):
        return words.say("usage.no_such_command", what=usage.command_name)
    if usage.ctx is not None and isinstance(usage.ctx.command, click.Group):
        return words.say("usage.no_command")
    return words.say("usage.message", message=usage.format_message())


def _written(usage: click.BadParameter) -> str:
    if usage.param is None or usage.ctx is None:
        return str(usage.param_hint)
    option = isinstance(usage.param, click.Option)
    return usage.param.opts[0] if option else usage.param.make_metavar(usage.ctx).strip("[]")


def _bad_value(words: Translator, usage: click.BadParameter) -> str:
    what, kind = _written(usage), getattr(usage.param, "type", None)
    if isinstance(kind, click.Choice):
        return words.say("usage.not_one_of", what=what, choices=", ".join(kind.choices))
    if isinstance(kind, click.types.IntParamType):
        limits = f"{kind.min}–{kind.max or '…'}" if isinstance(kind, click.IntRange) else "0, 1, 2, …"
        return words.say("usage.not_a_number", what=what, range=limits)
    if usage.param is not None and usage.param.name == "on":
        return words.say("usage.not_a_day", what=what, typed=usage.message)
    return words.say("usage.not_this", what=what, typed=usage.message)
