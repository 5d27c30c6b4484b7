"""Every return there is: what each counts is said in its subject's folder."""

from __future__ import annotations

from fupin_desk.kinds.subjects import stated
from fupin_desk.policy.return_spec import ReturnSpec

RETURNS: dict[str, ReturnSpec] = {spec.name: spec for spec in stated("returns", "RETURNS")}
"""By name, in the order in which they are offered."""
