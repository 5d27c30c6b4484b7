"""A laptop the office no longer stands behind: nothing more comes from it or goes to it, and what it sent stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupin_desk.acts.joining.enrol import enrol, invite
from fupin_desk.acts.joining.revoke import revoke_desk
from fupin_desk.acts.joining.village import Joining, accept
from fupin_desk.acts.keeping.ways_back import rejoin
from fupin_desk.acts.receipts import revocations
from fupin_desk.domain.errors import NoSuchDeskError, WrongRoleError
from fupin_desk.keys import RevocationReason
from tests.journeys.county import VILLAGE, County, Machine

LOST = RevocationReason.LOST


def refused(county: County, laptop: Machine) -> str | None:
    (taken,) = county.office.take(*laptop.make().files)
    return taken.error.code if taken.error is not None else None


def test_nothing_more_is_taken_from_a_revoked_laptop_and_what_it_sent_stays(
    made_up_county: County, laptop: Machine
) -> None:
    second = made_up_county.laptop("second")
    sent = laptop.household("王小明")
    made_up_county.round(laptop, second)
    revoke_desk(made_up_county.office.desk, laptop.desk.id, LOST)
    laptop.household("李丽")
    assert refused(made_up_county, laptop) == "certificate_refused"
    assert made_up_county.office.get("member", sent["member"])["name"] == "王小明"
    assert len(made_up_county.office.make().files) == 1  # for the second alone
    made_up_county.round(second)
    with second.desk.vault.reading() as reader:
        assert laptop.desk.certificate("own") in revocations(reader)
    assert made_up_county.of(laptop)["sent"] == made_up_county.of(laptop)["taken"] > 0


def test_a_revoked_laptop_goes_on_once_it_joined_anew(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    laptop.household("王小明")
    made_up_county.round(laptop)
    revoke_desk(made_up_county.office.desk, laptop.desk.id, RevocationReason.REPLACED)
    files = [tmp_path / name for name in ("again.json", "request.json", "certificate.json")]
    asked = invite(made_up_county.office.desk, VILLAGE, "示例村", files[0], None, "zh_CN")
    rejoin(laptop.desk, Joining(files[0], asked.code, made_up_county.fingerprint, files[1]))
    enrol(made_up_county.office.desk, files[1], files[2])
    accept(laptop.desk, files[2])
    later = laptop.household("李丽")
    made_up_county.round(laptop)
    assert made_up_county.office.get("member", later["member"])["name"] == "李丽"
    assert set(laptop.counts()) == {"taken"}


def test_revoking_again_changes_nothing_and_only_an_office_revokes(made_up_county: County, laptop: Machine) -> None:
    office = made_up_county.office.desk
    first = revoke_desk(office, laptop.desk.id, LOST)
    assert revoke_desk(office, laptop.desk.id, RevocationReason.ENDED) == first
    with pytest.raises(NoSuchDeskError):
        revoke_desk(office, "nobody", LOST)
    with pytest.raises(WrongRoleError):
        revoke_desk(laptop.desk, laptop.desk.id, LOST)
