"""What every error of the desk is: facts, a code for scripts, and a sentence that stands in i18n."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any


@dataclass
class DeskError(Exception):
    """Something a person can do something about."""

    def __post_init__(self) -> None:
        """Let the class and its facts be seen in logs; a person sees the sentence."""
        super().__init__(self.code, self.facts)

    @property
    def code(self) -> str:
        """The name scripts rely on."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__.removesuffix("Error")).lower()

    @property
    def facts(self) -> dict[str, Any]:
        """What the sentence needs, JSON-able."""
        return {fact.name: getattr(self, fact.name) for fact in fields(self)}
