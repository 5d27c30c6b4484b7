"""What of a record may leave the laptop: what every kind says of that, once (``Traits.travels``).

The consent filter goes by it (``acts.consent_filter``); ``kinds.whose`` reads it for all kinds at once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NobodysIf:
    """A change that makes its record nobody's, as long as no household is named anywhere in it."""

    said: str
    """A field in which it says something."""
    without: tuple[str, ...] = ()
    """Fields in which it says nothing."""
    offices: tuple[str, ...] = ()
    """References in which it says nothing either, or names a record that is an office's (``Always``)."""


@dataclass(frozen=True, slots=True)
class AsAgreed:
    """Records that are somebody's: they travel while all they are about, or ever were, agree to being registered.

    Whose one is say its references to records that are somebody's, and whom it is about (``Traits.about``).
    """

    elsewhere: tuple[str, ...] = ()
    """References that do not say whose it is."""
    also: tuple[str, ...] = ()
    """Paths back to records that name it, whose people are its too: ``<contract.papers``."""
    nobodys: tuple[NobodysIf, ...] = ()
    """What makes one nobody's; otherwise one that names no household stays."""
    follows: str | None = None
    """The reference to a record with which it is nobody's: what became of the loan of an entity."""
    along: str | None = None
    """The reference to a record it stays with, for as long as that one does."""
    lists: str | None = None
    """The reference to what it is a line about: where that stands on notices without anybody's name, and the county
    knows it, the line travels."""
    ends: tuple[str, ...] = ()
    """Fields that say no more than that it ended: of a record that the county knows they travel all the same."""


@dataclass(frozen=True, slots=True)
class Always:
    """Records that travel whoever they name: they are nobody's, or the county must see them."""


ALWAYS = Always()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides a record where it is asked whether it stays (``Record.stays``)."""

    told: bool
    """Whether the county was sent any of it before."""
    readable: bool
    """Whether this desk reads what is LOCAL; otherwise nobody can tell what was declined or taken out."""
    standing: bool
    """Of a consent that stands on the day, whether this desk can show that it does."""
    telling: frozenset[str]
    """Names of the rules of which no explanation may travel."""
