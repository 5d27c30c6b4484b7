"""The house keeps its own rules: short files and functions, plain names, one reader of clock and chance."""

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from statistics import median

import pytest

from fupin_desk.kinds import KINDS

pytestmark = pytest.mark.check

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for part in ("fupin_desk", "tests", "build_scripts") for path in (ROOT / part).rglob("*.py"))
PROGRAM = [path for path in MODULES if path.is_relative_to(ROOT / "fupin_desk")]

CLOCK = re.compile(r"(datetime\.)?(datetime|date)\.(now|utcnow|today)|time\.time(_ns)?")
CHANCE = re.compile(r"os\.urandom|(uuid\.)?uuid[14]|(random|secrets)\.(?!compare_digest)\w+")
MAY_READ_THE_CLOCK = {"fupin_desk/app.py"}
MAY_MAKE_CHANCE = ("fupin_desk/app.py", "fupin_desk/keys/")  # keys makes keys, salts and codes; nothing else may
EMPTY_NAMES = re.compile(r"(Manager|Handler|Helper|Util|Utils|Data|Info|Base)$")
EMPTY_MODULES = {"utils", "util", "helpers", "helper", "managers", "manager", "common", "misc"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_over_400_lines() -> None:
    assert [name(path) for path in MODULES if path.read_text(encoding="utf8").count("\n") > 400] == []


def test_no_function_is_over_40_lines() -> None:
    assert [f"{name(path)}:{one.name}" for path in MODULES for one in functions(path) if lines(one) > 40] == []


def test_every_module_says_what_it_is() -> None:
    assert [name(path) for path in MODULES if tree(path).body and not ast.get_docstring(tree(path))] == []


def test_every_return_is_typed() -> None:
    assert [f"{name(path)}:{one.name}" for path in MODULES for one in functions(path) if one.returns is None] == []


def test_no_docstring_repeats_its_name() -> None:
    def repeats(one: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        said = re.sub(r"\W+", " ", (ast.get_docstring(one) or "")).strip().lower()
        return said != "" and said == one.name.strip("_").replace("_", " ")

    assert [f"{name(path)}:{one.name}" for path in MODULES for one in functions(path) if repeats(one)] == []


def test_nothing_is_named_for_what_it_does_not_say() -> None:
    classes = (node for path in PROGRAM for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))
    assert [node.name for node in classes if EMPTY_NAMES.search(node.name)] == []
    assert [name(path) for path in PROGRAM if {path.stem, path.parent.name} & EMPTY_MODULES] == []


def calls(path: Path, which: re.Pattern[str]) -> list[str]:
    called = [ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return [what for what in called if which.fullmatch(what)]


def test_only_app_reads_the_clock() -> None:
    readers = [(name(path), calls(path, CLOCK)) for path in PROGRAM if calls(path, CLOCK)]
    assert [found for found in readers if found[0] not in MAY_READ_THE_CLOCK] == []


def test_only_app_and_keys_make_chance() -> None:
    makers = [(name(path), calls(path, CHANCE)) for path in PROGRAM if calls(path, CHANCE)]
    assert [found for found in makers if not found[0].startswith(MAY_MAKE_CHANCE)] == []


def test_half_of_the_files_are_under_100_lines() -> None:
    assert median(len(path.read_text(encoding="utf8").splitlines()) for path in MODULES) < 100


def test_every_package_imported_is_one_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    named = {re.split("[>=<~!]", line)[0].replace("_", "-").lower() for line in project["dependencies"]}
    whose = packages_distributions()
    imported = (
        {part for path in PROGRAM for part in imported_tops(path)} - set(sys.stdlib_module_names) - {"fupin_desk"}
    )
    owners = {top: {owner.replace("_", "-").lower() for owner in whose.get(top, [])} for top in imported}
    assert sorted(top for top, owner in owners.items() if not owner & named) == []


def imported_tops(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]


KINDS_IN_QUOTES = {
    "acts": 2,
    "acts/bundles": 6,
    "acts/conflicts": 4,
    "acts/consents": 12,
    "acts/desk": 8,
    "acts/joining": 10,
    "acts/keeping": 10,
    "acts/laptops": 6,
    "acts/ledger": 179,
    "acts/notices": 58,
    "acts/policy": 4,
    "acts/records": 54,
    "acts/views": 34,
    "cli": 24,
    "domain": 8,
    "domain/errors": 1,
    "domain/shapes": 1,
    "exchange": 8,
    "keys": 1,
    "ledger": 47,
    "paper": 7,
    "policy": 12,
    "store/records": 14,
    "store/vault": 5,
    "ui/forms": 6,
    "ui/pages": 22,
    "ui/panels": 33,
    "ui/widgets": 1,
}
"""How often the parts that are no subject's name a kind: lower a number when you take some away, and never raise one. A
village's column, a role, a column of a table, a key of the JSON that is called as a kind is are among them; parts that
are not here name none."""


def test_no_part_names_more_kinds_than_it_did() -> None:
    counted = Counter(folder(path) for path in PROGRAM for _ in kinds_in_quotes(path))
    assert {part: count for part, count in counted.items() if count > KINDS_IN_QUOTES.get(part, 0)} == {}


def test_what_keeps_and_carries_records_names_no_kind_of_its_own_accord() -> None:
    """Nothing but the columns of every record, and the words of rules, that are called as a kind is."""
    named = {(folder(path), kind) for path in PROGRAM for kind in kinds_in_quotes(path)}
    assert {kind for part, kind in named if part.startswith("store/history")} == set()
    assert {kind for part, kind in named if part.startswith(("store/search", "store/erasure", "words"))} == set()
    assert {kind for part, kind in named if part == "store/records"} <= {"village", "member"}


def folder(path: Path) -> str:
    return path.parent.relative_to(ROOT / "fupin_desk").as_posix()


def kinds_in_quotes(path: Path) -> list[str]:
    """Return the kinds that a file of no subject names, each as often as it does."""
    if folder(path).startswith(("subjects", "kinds", "acts/demo")):
        return []
    texts = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and text in KINDS]
