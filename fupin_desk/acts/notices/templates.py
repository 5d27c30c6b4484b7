"""Which columns a kind of notice shows: data (resources/templates/notices.toml), checked when it is loaded.

Always true:

* a template that names a PRIVATE or LOCAL column cannot be built;
* a column of a household or its members stands only where opinion.md says that a name must stand.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

import msgspec

from fupin_desk.assets import resource
from fupin_desk.domain.codes import NOTICE_KIND
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.privacy import Audience, may_show

NAMED = frozenset({"distribution_plan"})
"""Kinds on which a name may stand: public money goes to that household and its neighbours must be able to check it."""
PEOPLE = frozenset({"household", "member", "person"})
"""Record kinds that tell of a person."""

Form = Literal["position", "plain", "name", "entity", "linkage", "promised", "fen"]


class TemplateColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column of a notice's table."""

    name: str
    """Its heading is ``notice.column.<name>``."""
    form: Form
    shows: tuple[str, ...] = ()
    """Record columns its cells are made of, ``kind.field``."""
    share: float = 1.0
    """Of the page's width."""
    align: Literal["start", "center", "right"] = "start"


Template = tuple[TemplateColumn, ...]


def read_templates(text: str) -> dict[str, Template]:
    """Read templates by kind of notice; ``ValueError`` for one that cannot be (our fault, or that of who edited it)."""
    found = msgspec.convert(tomllib.loads(text), type=dict[str, tuple[TemplateColumn, ...]])
    for kind, template in found.items():
        if kind not in NOTICE_KIND.codes:
            raise ValueError(f"there is no notice of kind {kind}")
        for column in template:
            _check_column(kind, column)
    return found


def _check_column(kind: str, column: TemplateColumn) -> None:
    if not column.shows and column.form != "position":
        raise ValueError(f"{kind}.{column.name} does not say what it shows")
    for name in column.shows:
        of, _, field = name.partition(".")
        if not may_show(kind_spec(of), field, Audience.BOARD):
            raise ValueError(f"{kind}.{column.name} shows {name}, which no notice may show")
        if of in PEOPLE and kind not in NAMED:
            raise ValueError(f"{kind}.{column.name} shows {name}, but no name stands on this kind of notice")


@cache
def templates() -> dict[str, Template]:
    """Return the templates that come with the program."""
    return read_templates(resource("templates/notices.toml").read_text(encoding="utf-8"))


def template_of(kind: str) -> Template:
    """Return the columns of a kind of notice."""
    return templates()[kind]
