"""Every return there is: what each counts is said in its subject's folder."""

from __future__ import annotations

from fupin_desk.policy.return_spec import ReturnSpec
from fupin_desk.subjects.payment.returns import PROMISED_DUE_PAID

RETURNS: dict[str, ReturnSpec] = {spec.name: spec for spec in (PROMISED_DUE_PAID,)}
"""By name, in the order in which they are offered."""
