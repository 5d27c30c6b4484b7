"""What is nothing without the record it is about: it is taken out with it, and comes back with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fupin_desk.domain.traits import routes
from fupin_desk.kinds import KINDS


def _hanging() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield, by the kind of what is named, kind and field of records that must name it and are erased along with it."""
    for kind, spec in KINDS.items():
        steps = [route.steps for path in spec.traits.about for route in routes(path)]
        for (step,) in (steps for steps in steps if len(steps) == 1 and spec.traits.erased == "along"):
            field = spec.fields[step.field].field
            if step.back is None and field.required and field.only is None:
                yield from ((named, (kind, step.field)) for named in field.kinds)


def _by_named() -> Mapping[str, tuple[tuple[str, str], ...]]:
    by_named: dict[str, tuple[tuple[str, str], ...]] = {}
    for named, hanging in _hanging():
        by_named[named] = (*by_named.get(named, ()), hanging)
    return by_named


ALONG = _by_named()
"""By kind: the kinds whose records go along with one of it, and the field in which they name it."""
