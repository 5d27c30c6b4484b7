"""Every kind of notice there is: what is on each is said in its subject's folder.

A new kind is its spec, named in ``NOTICES`` there. What fields list of notices is filled from there: the codes of the
kinds, the records that a notice or one of its lines can be about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fupin_desk.domain.codes import NOTICE_KIND
from fupin_desk.domain.open_list import OpenList
from fupin_desk.domain.record import kind_name
from fupin_desk.kinds.subjects import stated
from fupin_desk.policy.notice_spec import Cells, NoticeSpec
from fupin_desk.subjects.notice.records import NOTICED, ON_LINES
from fupin_desk.subjects.village.records import Village


def by_code(specs: Iterable[NoticeSpec]) -> dict[str, NoticeSpec]:
    """Return specs by their code, in the same order; ``ValueError`` where two have one code."""
    by_code: dict[str, NoticeSpec] = {}
    for spec in specs:
        if by_code.setdefault(spec.kind, spec) is not spec:
            raise ValueError(f"two kinds of notice are called {spec.kind}")
    return by_code


SPECS = by_code(stated("notices", "NOTICES"))
"""By code of ``notice_kind``, in the order in which they are offered."""


def open_lists() -> Iterator[tuple[OpenList, list[str]]]:
    """Yield the lists that are open to kinds of notices, each with what the specs put on it."""
    assert isinstance(NOTICE_KIND.codes, OpenList)
    yield NOTICE_KIND.codes, [*SPECS]
    yield NOTICED, noticed_kinds()
    yield ON_LINES, [kind_name(cls) for spec in SPECS.values() for cls in spec.lines_about]


def agreed_kinds() -> list[str]:
    """Return the kinds of record that an agreement to stand on a notice by name can be about."""
    return [kind_name(spec.about) for spec in SPECS.values() if spec.consent and about_one(spec)]


def about_one(spec: NoticeSpec) -> bool:
    """Return whether a kind of notice is about one record, which it names, and not about the village as a whole."""
    return spec.about is not Village


def noticed_kinds() -> list[str]:
    """Return the kinds of record that a notice can name as what it is about, each once."""
    return list(dict.fromkeys(kind_name(spec.about) for spec in SPECS.values() if about_one(spec)))


def unnamed_kinds() -> frozenset[str]:
    """Return the kinds of record that stand on notices where nobody stands by name, and on no other."""
    named = {kind_name(cls) for spec in SPECS.values() if spec.consent for cls in spec.lines_about}
    return frozenset(kind_name(cls) for spec in SPECS.values() for cls in spec.lines_about) - named


def notice_spec(kind: str | None) -> NoticeSpec:
    """Return the spec of a kind of notice; ``KeyError``."""
    return SPECS[kind or ""]


def kinds_owed() -> list[str]:
    """Return the kinds of notice whose lines are money owed to households once they hang."""
    return sorted(kind for kind, spec in SPECS.items() if spec.owed)


def lines_owed() -> dict[str, str]:
    """Return the kinds of record that such a line is about, each with the field that names what the notice is about."""
    owing = [(spec, cls) for spec in SPECS.values() if spec.owed for cls in spec.lines_about]
    return {kind_name(cls): spec.names_its_own(cls) or "" for spec, cls in owing}


def spec_of_cells(cells: Cells) -> NoticeSpec:
    """Return the spec on whose lines such cells stand, for a line whose notice is not known; ``KeyError``.

    Of several the first that is offered, so that a new kind of notice changes nothing of what lines of others say.
    """
    names = {name.partition(".")[0] for name in cells}
    for spec in SPECS.values():
        if names <= spec.cells:
            return spec
    raise KeyError(*cells)


for _open, _codes in open_lists():
    _open.fill(_codes)
