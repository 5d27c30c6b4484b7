"""The codes that scripts rely on are a closed list, and the list is written down."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from typing import Any

from fupin_desk import assets

HOME = assets.resource("help").parents[1] / "fupin_desk"
NO_ERRORS = {"usage", "called_off", "bug"}
"""What the command line itself says: wrong usage (exit code 2), nobody answered, a bug."""


@cache
def classes() -> dict[str, ast.ClassDef]:
    """Return every class of the program by name."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(HOME.rglob("*.py"))]
    return {node.name: node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def bases(name: str) -> list[str]:
    return [base.id for base in classes()[name].bases if isinstance(base, ast.Name)] if name in classes() else []


def is_error(name: str) -> bool:
    return name == "DeskError" or any(is_error(base) for base in bases(name))


def facts_of(name: str) -> list[str]:
    own = [
        line.target.id
        for line in (classes()[name].body if name in classes() else [])
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    ]
    return [fact for base in bases(name) for fact in facts_of(base)] + own


def in_code() -> dict[str, dict[str, Any]]:
    """Return every code with its facts and its meaning; families, which nobody raises, are none."""
    families = {base for name in classes() for base in bases(name)} | {"DeskError"}
    found = {}
    for name in sorted(classes()):
        if is_error(name) and name not in families:
            code = re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Error")).lower()
            said = (ast.get_docstring(classes()[name]) or "").split("\n\n")[0]
            found[code] = {"facts": facts_of(name), "means": " ".join(said.split())}
    return found


def written_down() -> dict[str, dict[str, Any]]:
    return tomllib.loads(assets.resource("help/codes.toml").read_text(encoding="utf-8"))


def test_the_list_of_codes_is_just_what_the_program_can_say() -> None:
    listed = {code: entry for code, entry in written_down().items() if code not in NO_ERRORS}
    assert len(listed) > 50
    assert {code: {**entry, "since": ""} for code, entry in listed.items()} == {
        code: {**entry, "since": ""} for code, entry in in_code().items()
    }


def test_every_code_says_since_when() -> None:
    assert [code for code, entry in written_down().items() if not re.fullmatch(r"\d+\.\d+\.\d+", entry["since"])] == []
    assert written_down()["usage"]["facts"] == ["message"]
    assert written_down().keys() >= NO_ERRORS


def test_codes_are_in_snake_case_and_in_order() -> None:
    codes = list(written_down())
    assert codes == sorted(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)] == []
