"""The records of offices: who writes, what was decided on, and what was said to a finding."""

from __future__ import annotations

from fupin_desk.domain.record import Record
from fupin_desk.subjects.office.explanation import Explanation
from fupin_desk.subjects.office.person import Person
from fupin_desk.subjects.office.setting import Setting

RECORDS: tuple[type[Record], ...] = (Person, Setting, Explanation)
"""The kinds of record of this subject."""
