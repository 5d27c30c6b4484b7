"""Every kind of notice there is: what is on each is said in its subject's folder."""

from __future__ import annotations

from fupin_desk.domain.record import kind_name, spec_of
from fupin_desk.policy.notice_spec import Cells, NoticeSpec
from fupin_desk.subjects.income.notices import DISTRIBUTION_PLAN
from fupin_desk.subjects.notice.records import Notice
from fupin_desk.subjects.payment.notices import REGISTER_OF_LINKAGES
from fupin_desk.subjects.village.records import Village

SPECS: dict[str, NoticeSpec] = {spec.kind: spec for spec in (REGISTER_OF_LINKAGES, DISTRIBUTION_PLAN)}
"""By code of ``notice_kind``, in the order in which they are offered."""


def notice_spec(kind: str | None) -> NoticeSpec:
    """Return the spec of a kind of notice; ``KeyError``."""
    return SPECS[kind or ""]


def about_field(spec: NoticeSpec) -> str | None:
    """Return the notice's field that names the record it is about; None where it is about the village.

    ``ValueError`` for a kind of record that no field of a notice names.
    """
    kind = kind_name(spec.about)
    found = [field.name for field in spec_of(Notice).fields.values() if kind in field.field.kinds]
    if not found and spec.about is not Village:
        raise ValueError(f"{spec.kind} is about a {kind}, which no field of a notice names")
    return found[0] if found else None


def kinds_owed() -> list[str]:
    """Return the kinds whose lines are money owed to households once they hang."""
    return sorted(kind for kind, spec in SPECS.items() if spec.owed)


def spec_of_cells(cells: Cells) -> NoticeSpec:
    """Return the spec on whose lines such cells stand, for a line whose notice is not known; ``KeyError``."""
    fitting = [spec for spec in SPECS.values() if {name.partition(".")[0] for name in cells} <= spec.cells]
    if not fitting:
        raise KeyError(*cells)
    return min(fitting, key=lambda spec: len(spec.cells))
