"""A village's desk that has not joined any office yet: enough to keep records."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.desk import Desk, DeskFile, Surroundings, make_desk
from fupin_desk.domain.ids import uuid7

NOW = datetime(2019, 3, 1, 4, tzinfo=UTC)
CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)


def around(seed: str) -> Surroundings:
    """Return surroundings whose clock stands and whose randomness repeats."""
    return Surroundings(lambda: NOW, random.Random(seed).randbytes, CHEAP)


def a_village_desk(folder: Path, code: str = "990101001001", role: str = "village") -> Desk:
    """Make and open one, passphrase ``demo``."""
    here = around(folder.name)
    person, desk = uuid7(NOW, here.random(10)), uuid7(NOW, here.random(10))
    who = keys.NewPerson(person, "经办人", keys.PersonRole.CLERK)
    recovery = keys.new_office_secrets().desk_keys.recipient
    opened = keys.make_key_ring(desk, keys.new_village_secrets(), who, "demo", recovery_recipient=recovery, cost=CHEAP)
    file = DeskFile(role="office" if role == "office" else "village", code=code, name="测试村", desk=desk)
    return make_desk(here, folder, file, opened, lambda _desk: None)
