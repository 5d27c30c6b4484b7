"""The command line: parse, call an act, print. The same acts as the window, for scripts and county staff."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from fupin_desk.cli.frame import Frame, broken, called_off, refuse, wrong_usage
from fupin_desk.cli.spoken import SpokenGroup
from fupin_desk.domain.errors import DeskError
from fupin_desk.domain.languages import LANGUAGES, nearest

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Surroundings


def run(arguments: Sequence[str], surroundings: Surroundings) -> int:
    """Run one command; return its exit code: 0 done, 1 refused, 2 wrong usage."""
    frame = Frame(surroundings, language=language_of(arguments), as_json="--json" in arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter must not stop the work
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = commands().main(list(arguments), prog_name="fupin-desk", standalone_mode=False, obj=frame)
        return int(code or 0)
    except DeskError as error:
        return refuse(frame, error)
    except click.UsageError as usage:
        return wrong_usage(frame, usage)
    except (click.Abort, KeyboardInterrupt):
        return called_off(frame)
    except click.exceptions.Exit as left:
        return left.exit_code
    except Exception:  # noqa: BLE001 - whatever the bug is, a script gets its one value
        return broken(frame)


def commands() -> click.Group:
    """Return the tree of all commands."""
    from fupin_desk.cli import bundles, desks, keeping, notices, papers, people, records, returns, steps

    group = SpokenGroup(help="fupin_desk", no_args_is_help=True)
    for part in (desks, records, steps, papers, notices, returns, bundles, people, keeping):
        part.add_to(group)
    return group


def language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for, else the system's, else Chinese. Help needs it before the options are read."""
    for place, word in enumerate(arguments):
        chosen = word.removeprefix("--language=") if word.startswith("--language=") else None
        if word == "--language" and place + 1 < len(arguments):
            chosen = arguments[place + 1]
        if chosen in LANGUAGES:
            return chosen
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return nearest(system)
