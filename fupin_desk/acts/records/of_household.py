"""Who stands in a record of a household belongs to that household: its head, who was paid, who agreed.

By form and command as by sheet (``acts.ledger``): what is written of a stranger is paid to, or agreed by, nobody.

Always true:

* a worker is paid for their own job, and agrees to it, wherever they live;
* what stood so already, from another desk say, can still be put right one field at a time.
"""

from __future__ import annotations

from collections.abc import Collection

from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.store import Stored, Work

NAMES_A_MEMBER = {"household": "head", "payment": "member", "consent": "member"}
"""Of each kind of record the field that names one of a household's members."""
OWN_JOB = {"payment": "contract", "consent": "about"}
"""The field that names what somebody may have a part in who lives elsewhere: their own job."""
ASKED_OF = {
    "household": frozenset({"head", "voided"}),
    "member": frozenset({"household", "voided"}),
    "payment": frozenset({"household", "member", "contract", "voided"}),
    "consent": frozenset({"household", "member", "about", "voided"}),
}
"""Of each kind the fields of which one is written where it is asked whom it names."""


def concerns_household(kind: str, written: Collection[str]) -> bool:
    """Return whether what is written of a record may say of a household who is not of it."""
    return not ASKED_OF.get(kind, frozenset()).isdisjoint(written)


def check_of_household(
    work: Work, before: Stored | None, kind: str, after: Stored, written: Collection[str] = ()
) -> None:
    """Refuse a member of another household, and a head who would leave the own one; FieldsRefusedError."""
    refused = _refused(work, kind, after)
    if refused is None or after.voided or (before is not None and _refused(work, kind, before) == refused):
        return
    fields, reason = refused
    field = next((name for name in fields if name in written), fields[0])
    raise FieldsRefusedError(kind, [{"field": field, "reason": reason, "typed": after.values[field]}])


def _refused(work: Work, kind: str, said: Stored) -> tuple[tuple[str, ...], str] | None:
    if kind == "member":
        return (("household",), "heads_another") if _heads_another(work, said) else None
    name = NAMES_A_MEMBER[kind]
    named = said.values[name]
    home = said.id if kind == "household" else said.values["household"]
    member = work.find("member", str(named)) if named and home else None
    if member is None or member.values["household"] in (None, home) or _own_job(work, kind, said):
        return None
    return (name,) if kind == "household" else (name, "household"), "not_of_household"


def _heads_another(work: Work, member: Stored) -> bool:
    """Return whether a member is written down as head of a household they are not of."""
    if member.voided:
        return False
    headed = work.list("household", where={"head": member.id})
    return any(home.id != member.values["household"] for home in headed)


def _own_job(work: Work, kind: str, said: Stored) -> bool:
    about = said.values[OWN_JOB[kind]] if kind in OWN_JOB else None
    job = work.find("contract", str(about)) if about else None
    return job is not None and job.values["member"] == said.values[NAMES_A_MEMBER[kind]]
