"""Code lists: the closed vocabularies of the records. Codes here, labels in i18n (``code.<list>.<code>``).

A code once used is never given another meaning; ``other`` asks for a reason in the field beside it. Here are those that
several kinds share; a list of one kind alone stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupin_desk.domain.languages import LANGUAGES
from fupin_desk.domain.open_list import OpenList


@dataclass(frozen=True, slots=True)
class CodeList:
    """A vocabulary by its name, in the order in which it is offered."""

    name: str
    codes: Sequence[str]


LANGUAGE = CodeList("language", LANGUAGES)
VOIDED = CodeList("voided", ("taken_out", "removed", "undo", "erased"))
"""In what way a record was taken out: what the county may know of it. The words stay on the laptop."""
INDUSTRY = CodeList(
    "industry",
    (
        "crops",
        "livestock",
        "forestry_fruit",
        "processing",
        "crafts",
        "courtyard",
        "rural_tourism",
        "leisure_farming",
        "e_commerce",
        "workshop",
        "rural_services",
        "facility_farming",
        "solar",
        "ecology",
        "water",
        "base_infrastructure",
        "other",
    ),
)
"""三(二): in which industries."""
LOSS_LIMIT = CodeList("loss_limit", ("stake_only", "beyond_stake"))
NOTICE_KIND = CodeList("notice_kind", OpenList("notice_kind"))
"""Filled from the specs of all notices (``kinds/notices.py``)."""
CONSENT_PURPOSE = CodeList("consent_purpose", ("register", "contract", "share", "loan", "insurance", "notice_name"))
