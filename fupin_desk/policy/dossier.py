"""Dossiers: each subject of a rule with the records around it, from indexes built once over lists.

Building them reads every record once; a rule then looks at one dossier and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from fupin_desk.domain.records.consent import Consent
from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.delivery import Delivery
from fupin_desk.domain.records.entity import Entity
from fupin_desk.domain.records.household import Household, Member, Plot
from fupin_desk.domain.records.income import Distribution, DistributionLine
from fupin_desk.domain.records.share import Share
from fupin_desk.domain.records.village import Village
from fupin_desk.policy.settling import Settled
from fupin_desk.policy.terms import in_force, last_bound_day, start_of


@dataclass(slots=True)
class HouseholdDossier:
    """A household with its members."""

    household: Household
    members: list[Member] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The household's id."""
        return self.household.id

    def at_home(self, on: date) -> list[Member]:
        """Return the members who live here on that day."""
        return [one for one in self.members if one.gone_since is None or on < one.gone_since]

    def registered(self, on: date) -> bool | None:
        """Return whether it is a registered household (建档立卡) on that day; ``None`` where nobody wrote it down."""
        status, since, lifted = self.household.status, self.household.status_since, self.household.lifted_out_on
        if status is None or (status == "lifted_out" and lifted is None):
            return None
        if lifted is not None and status == "lifted_out":
            return on < lifted
        return status == "registered" and (since is None or since <= on)

    def priority(self, on: date) -> bool | None:
        """Return whether asset income is tilted to it: registered, with weak or lost labour or a disabled person.

        ``None`` where that hangs on whether it was registered, which nobody wrote down.
        """
        tilted = any(one.labour in ("weak", "lost") or one.disabled for one in self.at_home(on))
        return self.registered(on) if tilted else False


@dataclass(slots=True)
class ContractDossier:
    """A contract with its parties and what else is recorded about it."""

    contract: Contract
    parties: list[Party] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    """Those without a flaw."""
    flawed: list[tuple[Consent, str]] = field(default_factory=list)
    """Those that were written down and do not count, each with what keeps it from that (``domain.consenting``)."""
    households: dict[str, HouseholdDossier] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    plots: list[Plot] = field(default_factory=list)
    worker: Member | None = None
    lease: Contract | None = None
    """Of a back-contract."""
    sublet_centimu: int = 0
    """Of a back-contract: what stands sublet of its lease on the day it begins, itself included."""
    leased_together: tuple[int, int] | None = None
    """Of a lease whose plots others have as well: what all of them lease on the day it begins, and what the plots hold.

    In hundredths of a mu; ``None`` where it is alone or an area is not known.
    """

    kind = "contract"

    @property
    def id(self) -> str:
        """The contract's id."""
        return self.contract.id

    @property
    def day(self) -> date | None:
        """The day whose rules hold for it: signing, else its first day."""
        return self.contract.signed_on or self.contract.since

    @property
    def start(self) -> date | None:
        """The first day it runs."""
        return start_of(self.contract)

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household, or of no worker, that they are bound."""
        return not self.household_ids or (self.contract.terms == "job" and self.worker is None)

    @property
    def household_ids(self) -> list[str]:
        """The households bound by it; a job binds its worker's household even where no party names it."""
        named = [party.household for party in self.parties if party.household]
        if self.worker is not None and self.worker.household:
            named.append(self.worker.household)
        return list(dict.fromkeys(named))

    def agreed(self, on: date) -> set[str | None]:
        """Return the households that agreed to it; a worker agrees to a job wherever they live."""
        standing = [consent for consent in self.consents if consent.stands(on)]
        own = self.worker is not None and any(consent.member == self.worker.id for consent in standing)
        return {consent.household for consent in standing} | ({self.worker.household} if own and self.worker else set())

    def in_force(self, on: date) -> bool:
        """Return whether it binds on that day."""
        return in_force(self.contract, on)

    def over(self, on: date) -> bool:
        """Return whether it has ended by that day, begun or not."""
        last = last_bound_day(self.contract)
        return last is not None and last < on

    def undated(self, on: date) -> bool:
        """Return whether it may be in force, but nobody wrote down since when."""
        return self.start is None and not self.over(on)


@dataclass(slots=True)
class ShareDossier:
    """A share with its consents."""

    share: Share
    consents: list[Consent] = field(default_factory=list)
    flawed: list[tuple[Consent, str]] = field(default_factory=list)

    kind = "share"

    @property
    def id(self) -> str:
        """The share's id."""
        return self.share.id

    @property
    def day(self) -> date | None:
        """The day it was put in."""
        return self.share.since

    @property
    def nobodys(self) -> bool:
        """Whether it says of nobody that they hold it."""
        return self.share.household is None and self.share.holder_entity is None

    @property
    def household_ids(self) -> list[str]:
        """The holder, where it is a household."""
        return [self.share.household] if self.share.household else []

    def agreed(self, on: date) -> set[str | None]:
        """Return the households that agreed to it."""
        return {consent.household for consent in self.consents if consent.stands(on)}

    def in_force(self, on: date) -> bool:
        """Return whether it stands on that day."""
        return (self.share.since is None or self.share.since <= on) and not self.over(on)

    def over(self, on: date) -> bool:
        """Return whether it was paid out by that day."""
        return self.share.until is not None and self.share.until < on


@dataclass(slots=True)
class EntityDossier:
    """An entity with the shares in it."""

    entity: Entity
    shares: list[ShareDossier] = field(default_factory=list)

    kind = "entity"
    day = None
    nobodys = False

    @property
    def id(self) -> str:
        """The entity's id."""
        return self.entity.id


@dataclass(slots=True)
class VillageDossier:
    """A village with the entities that serve it."""

    village: Village
    entities: list[Entity] = field(default_factory=list)

    kind = "village"
    day = None
    nobodys = False

    @property
    def id(self) -> str:
        """The village record's id."""
        return self.village.id

    def count(self, *kinds: str) -> int:
        """Return how many entities of these kinds serve it."""
        return sum(1 for entity in self.entities if entity.kind in kinds)


@dataclass(slots=True)
class DistributionDossier:
    """A distribution with its lines."""

    distribution: Distribution
    lines: list[DistributionLine] = field(default_factory=list)

    kind = "distribution"
    nobodys = False

    @property
    def id(self) -> str:
        """The distribution's id."""
        return self.distribution.id

    @property
    def day(self) -> date | None:
        """The day it is due, else the end of its year."""
        year = self.distribution.year
        return self.distribution.due_on or (date(year, 12, 31) if year else None)


@dataclass(slots=True)
class AssetYear:
    """All distributions of one asset for one year, and every household of their village.

    One of which nobody wrote down the asset or the year stands alone.
    """

    distributions: list[DistributionDossier]
    households: Sequence[HouseholdDossier]
    erased: Collection[str] = ()
    """Ids of what was erased: a line among it is nobody's any more, and is compared with none."""

    kind = "distribution"
    nobodys = False

    @property
    def last(self) -> DistributionDossier:
        """The latest of them: the finding is about it."""
        return max(self.distributions, key=lambda one: (one.day or date.min, one.id))

    @property
    def id(self) -> str:
        """The latest distribution's id."""
        return self.last.id

    @property
    def day(self) -> date | None:
        """The latest distribution's day."""
        return self.last.day

    def lines(self) -> Iterable[DistributionLine]:
        """Return the lines of all of them that are still somebody's."""
        return (
            line for one in self.distributions for line in one.lines if line.household or line.id not in self.erased
        )


@dataclass(slots=True)
class Account:
    """What one household is owed under one contract, or on one distribution line, and what it received."""

    settled: list[Settled]
    terms: str | None = None
    in_kind_fen: int = 0
    """Of a job: what was given in kind, which pays no wage."""

    @property
    def kind(self) -> str:
        """What the finding is about."""
        return "distribution_line" if self.settled[0].due.distribution_line else "contract"

    @property
    def id(self) -> str:
        """The contract's or the line's id."""
        due = self.settled[0].due
        return due.distribution_line or due.contract or ""

    @property
    def day(self) -> date | None:
        """The day the first of it was due."""
        return self.settled[0].due.due_on

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that it is theirs."""
        return self.settled[0].due.household is None

    def past(self, on: date) -> list[Settled]:
        """Return what should have been paid before that day."""
        return [one for one in self.settled if one.due.due_on < on]


@dataclass(slots=True)
class DeliveryDossier:
    """A delivery with the order it is under."""

    delivery: Delivery
    order: Contract | None = None

    kind = "delivery"
    terms = "order"

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that it delivered."""
        return self.delivery.household is None

    @property
    def id(self) -> str:
        """The delivery's id."""
        return self.delivery.id

    @property
    def day(self) -> date | None:
        """The day it was accepted."""
        return self.delivery.on
