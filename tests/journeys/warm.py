"""Run by ``commands.py``: a process that has imported the program already and forks itself for each command.

Importing takes most commands longer than their work. Each command is a process of its own all the same, with its own
arguments, surroundings, standard input and outputs; that one which begins cold works too is what the steps of the
README show (``test_readme.py``).

Reads one JSON object a line: ``words``, ``around`` (the environment) and ``streams`` (files for standard input, output
and error). Writes the exit code in a line, negative for the signal that ended it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence

HEAVY = (
    "fupin_desk.app", "fupin_desk.acts.keeping.backup", "fupin_desk.acts.ledger", "fupin_desk.acts.notices",
    "fupin_desk.acts.receipts", "fupin_desk.acts.bundles.sending", "fupin_desk.acts.bundles.taking",
    "fupin_desk.acts.keeping.verifying",
    "fupin_desk.paper.sign", "fupin_desk.paper.verify", "pypinyin",
)  # fmt: skip
"""What takes long to import, with all that it imports."""


def run(words: Sequence[str], around: Mapping[str, str], streams: Sequence[str]) -> int:
    """Run a command as this process, which does nothing else; return its exit code."""
    os.environ.clear()
    os.environ.update(around)
    for at, (file, how) in enumerate(zip(streams, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        os.dup2(os.open(file, how), at)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)  # the one before may hold what was for this program
    sys.argv = ["fupin-desk", *words]
    from fupin_desk.app import main

    try:
        return main()
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - as Python itself would tell it
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def serve() -> None:
    """Fork for each line that is asked for, until there are no more."""
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        if (child := os.fork()) == 0:
            os._exit(run(asked["words"], asked["around"], asked["streams"]))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
