"""Reads the cases of tests/cases: YAML that somebody who knows the policy can read and write without Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from fupin_desk.kinds import kind_spec
from fupin_desk.policy.figures import Figures, FigureTable, parse_figures
from fupin_desk.subjects.office.setting import Setting
from tests.policy.shelf import Shelf

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "cases"


class PlainLoader(yaml.SafeLoader):
    """YAML in which only true and false are truth values, so that "yes", "no" and "on" are words."""


PlainLoader.yaml_implicit_resolvers = {
    sign: [(tag, found) for tag, found in resolvers if tag != "tag:yaml.org,2002:bool" or sign in "tTfF"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Case:
    """One case of a rule: the records, the day, and what the rule finds."""

    rule: str
    sort: str
    said: dict[str, Any]
    records: dict[str, dict[str, dict[str, Any]]]

    @property
    def title(self) -> str:
        return f"{self.rule}: {self.sort}: {self.said['title']}"


def figure_table() -> FigureTable:
    """Return the figures the program ships."""
    folder = ROOT / "resources" / "policy" / "figures"
    return parse_figures(file.read_text("utf-8") for file in sorted(folder.glob("*.toml")))


def all_cases() -> Iterator[Case]:
    """Yield every case of every file."""
    for file in sorted(FOLDER.glob("*.yaml")):
        said = yaml.load(file.read_text("utf-8"), PlainLoader)  # noqa: S506 (a safe loader)
        for case in said["cases"]:
            yield Case(said["rule"], case["case"], case, overlaid(said.get("given", {}), case))


def overlaid(given: dict[str, Any], case: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the records all cases start from, with this case's fields over them and some of them gone."""
    found = {kind: {name: dict(fields) for name, fields in records.items()} for kind, records in given.items()}
    for kind, names in case.get("without", {}).items():
        for name in names:
            del found[kind][name]
    for kind, records in case.get("with", {}).items():
        for name, fields in records.items():
            found.setdefault(kind, {}).setdefault(name, {}).update(fields)
    return found


def bundle(records: dict[str, dict[str, dict[str, Any]]]) -> Shelf:
    """Return the records as the rules get them."""
    return Shelf(**{kind: _structs(kind, found) for kind, found in records.items() if kind != "setting"})


def figures(records: dict[str, dict[str, dict[str, Any]]], table: FigureTable) -> Figures:
    """Return the figures with the settings of a case."""
    return Figures(table, [one for one in _structs("setting", records.get("setting", {})) if isinstance(one, Setting)])


def _structs(kind: str, found: dict[str, dict[str, Any]]) -> list[Any]:
    spec = kind_spec(kind)
    unknown = {name for fields in found.values() for name in fields} - {*spec.fields, "village"}
    assert not unknown, f"{kind} has no {unknown}"
    return [msgspec.convert({"id": name, **fields}, type=spec.cls) for name, fields in found.items()]
