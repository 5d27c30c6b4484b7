"""Walks along paths over the kinds there are."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_desk.domain.record import KindSpec
from fupin_desk.domain.traits import Path, Route, routes
from fupin_desk.kinds import KINDS


def steps(spec: KindSpec, path: Path) -> Iterator[tuple[KindSpec, str]]:
    """Yield the kind and field of every step of a path that is there; KeyError for one that is not."""
    for route in routes(path):
        yield from (each for each in _walk(spec, route) if each[1])


def ends(kind: str, path: Path) -> set[str]:
    """Return the kinds a path leads to; KeyError where a step is not there."""
    return {spec.kind for route in routes(path) for spec, field in _walk(KINDS[kind], route) if not field}


def _walk(spec: KindSpec, route: Route) -> Iterator[tuple[KindSpec, str]]:
    """Yield kind and field of each step, then each kind at the end with no field."""
    kinds = [spec]
    for step in route.steps:
        if step.back is not None:
            back = KINDS[step.back]
            assert {here.kind for here in kinds} <= set(back.fields[step.field].field.kinds)
            assert step.only is None or step.only[0] in (*back.fields, "id")
            asked = (step.only[1] if step.only else "").removeprefix(".")
            assert not (step.only and step.only[1].startswith(".")) or all(asked in here.fields for here in kinds)
            yield back, step.field
            kinds = [back]
        else:
            named = [here.fields[step.field].field for here in kinds]
            yield from ((here, step.field) for here in kinds)
            kinds = [KINDS[kind] for field in named for kind in field.kinds]
    yield from ((here, "") for here in kinds)
