"""How scans hang on records of a kind, as the fields of the kinds say it.

A paper names whose it is; a record may list papers; and a digest under the laptop's own key is a scan that stays there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fupin_desk.domain.fields import LOCAL
from fupin_desk.domain.record import kind_name, spec_of
from fupin_desk.domain.shapes import DIGEST
from fupin_desk.domain.traits import Path, routes
from fupin_desk.kinds import KINDS, kind_spec
from fupin_desk.subjects.paper.records import Paper

PAPER = kind_name(Paper)


def names_it(kind: str) -> str | None:
    """Return the field of a paper that names a record of a kind, where there is one."""
    return next((name for name, spec in spec_of(Paper).fields.items() if kind in spec.field.kinds), None)


def lists_them(kind: str) -> str | None:
    """Return the field in which a record of a kind lists papers, where there is one."""
    return next((name for name, spec in kind_spec(kind).fields.items() if spec.field.kinds == (PAPER,)), None)


def stays_here(kind: str) -> str | None:
    """Return the field of a kind that keeps a scan which never leaves the laptop, where there is one."""
    fields = kind_spec(kind).fields.items()
    return next((name for name, spec in fields if spec.field.shape is DIGEST and spec.field.privacy is LOCAL), None)


@cache
def ways_to_papers(kind: str) -> tuple[Path, ...]:
    """Return the paths from a record of a kind to papers: those that name it, its own, and those of what binds it."""
    named, listed = names_it(kind), lists_them(kind)
    own = [f"<{PAPER}.{named}"] if named else []
    return (*own, *([listed] if listed else []), *_of_what_binds(kind))


def _of_what_binds(kind: str) -> Iterator[Path]:
    for other, spec in KINDS.items():
        listed = lists_them(other)
        if listed is None or other == kind:
            continue
        if spec.cls.owner is not None and kind in spec.fields[spec.cls.owner].field.kinds:
            yield f"<{other}.{spec.cls.owner}/{listed}"
        for route in (route for path in spec.traits.about for route in routes(path)):
            tied, *named = route.steps
            whose = KINDS[tied.back].fields[named[0].field].field if tied.back is not None and len(named) == 1 else None
            if whose is not None and kind in whose.kinds:
                yield f"<{tied.back}.{named[0].field}/{tied.field}/{listed}"
