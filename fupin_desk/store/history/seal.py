"""LOCAL values: under the laptop's own key, inside a vault whose other key the office could recover."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.errors import LocalKeyMissingError
from fupin_desk.keys.sealing import open_local, seal_local


@dataclass(frozen=True)
class Seal:
    """Closes and opens LOCAL values. Without the key they read as nothing and cannot be written."""

    key: bytes | None

    @property
    def here(self) -> bool:
        """Whether LOCAL values can be read and written."""
        return self.key is not None

    def close(self, plain: bytes, context: str) -> bytes:
        """Return the sealed value; ``context`` says whose it is. Raises ``LocalKeyMissingError``."""
        if self.key is None:
            raise LocalKeyMissingError
        return seal_local(self.key, plain, context)

    def open(self, sealed: bytes, context: str) -> bytes | None:
        """Return the value again, or None without the key."""
        return None if self.key is None else open_local(self.key, sealed, context)

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return f"Seal(here={self.here})"
