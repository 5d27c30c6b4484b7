"""Who has not agreed to being registered here does not leave the laptop; what is LOCAL never does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fupin_desk.acts.notices import draft_notice, post_notice, sign_notice
from fupin_desk.acts.policy.check import check_desk
from fupin_desk.acts.records.commands import void_record
from fupin_desk.domain.shapes import CODE, CODES, DATE, DIGEST, PHONE, TEXT, WORDS, YES
from fupin_desk.exchange.compression import decompressed
from fupin_desk.exchange.manifest import read_manifest
from fupin_desk.keys import age
from fupin_desk.kinds import CODE_LISTS, KINDS
from tests.exchange.tars import read_tar
from tests.journeys.county import CONSENT, County, Machine

CHANGES = "changes.jsonl.zst"
LOCAL_FIELDS = {(kind, name) for kind, spec in KINDS.items() for name, field in spec.fields.items() if field.local}
# Names that also stand for something that may travel, and the key of a change's own salt (FORMAT.md).
SHARED_NAMES = {name for spec in KINDS.values() for name, field in spec.fields.items() if not field.local} | {"salt"}
TELLING_NAMES = {name for _kind, name in LOCAL_FIELDS} - SHARED_NAMES


def read_at_office(made_up_county: County, file: Path) -> tuple[bytes, list[dict[str, Any]]]:
    """Return everything in a bundle in clear, and its lines, by the steps of FORMAT.md and no others."""
    plain = age.decrypt(file.read_bytes(), made_up_county.office.desk.secrets.desk_keys.age_identity)
    parts = read_tar(plain)
    said = read_manifest(parts["manifest.json"]).parts[CHANGES]
    lines = decompressed(parts[CHANGES], said.unpacked or 0)
    return b"\n".join([*parts.values(), lines]), [json.loads(line) for line in lines.splitlines()]


def test_an_unconsented_household_travels_as_bare_digests_and_is_counted(
    made_up_county: County, laptop: Machine
) -> None:
    made = laptop.household("阿依古丽", consents=False, address="胡杨树下")
    laptop.put("plot", household=made["household"], name="河边地", area_centimu=320)
    made_bundle = laptop.make()
    clear, lines = read_at_office(made_up_county, made_bundle.files[0])
    about = [change for change in laptop.changes().values() if change.body.kind != "village"]
    assert made_bundle.withheld == len(about) == laptop.status()["withheld"]
    for said in ("阿依古丽", "胡杨树下", "河边地", made["household"], made["member"]):
        assert said.encode() not in clear
    assert sum("bare" in line for line in lines) == len(about)
    made_up_county.office.take(*made_bundle.files)
    assert made_up_county.office.ids("household") == made_up_county.office.ids("plot") == set()
    assert made_up_county.of(laptop)["withheld"] == len(about)
    assert made_up_county.of(laptop)["sent"] == laptop.status()["sent"]


def test_after_consent_everything_arrives_whole(made_up_county: County, laptop: Machine) -> None:
    made = laptop.household("阿依古丽", consents=False, address="胡杨树下")
    made_up_county.round(laptop)
    assert laptop.status()["withheld"] == 3
    laptop.put("consent", None, None, household=made["household"], **CONSENT)
    made_up_county.round(laptop)
    assert made_up_county.office.get("household", made["household"])["address"] == "胡杨树下"
    assert made_up_county.office.get("member", made["member"])["name"] == "阿依古丽"
    assert set(laptop.counts()) == {"taken"}
    assert made_up_county.of(laptop)["withheld"] == 0
    assert made_up_county.of(laptop)["taken"] == laptop.status()["taken"]


def test_a_household_s_filled_in_records_reach_a_laptop_that_had_them_bare(
    made_up_county: County, laptop: Machine
) -> None:
    made = laptop.household("阿依古丽", consents=False)
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    assert second.ids("household") == set()
    laptop.put("consent", None, None, household=made["household"], **CONSENT)
    made_up_county.round(laptop, second)
    made_up_county.round(laptop, second)
    assert second.get("member", made["member"])["name"] == "阿依古丽"


def test_withdrawing_keeps_later_changes_here_and_tells_nobody(made_up_county: County, laptop: Machine) -> None:
    made = laptop.household("阿依古丽")
    made_up_county.round(laptop)
    laptop.put("consent", made["consent"], withdrawn_on="2018-12-01")
    laptop.put("household", made["household"], address="胡杨树下")
    bundle = laptop.make()
    clear, _lines = read_at_office(made_up_county, bundle.files[0])
    assert bundle.withheld == 1
    for said in ("胡杨树下", "2018-12-01", "withdrawn_on"):
        assert said.encode() not in clear
    made_up_county.office.take(*bundle.files)
    assert "address" not in made_up_county.office.get("household", made["household"])
    assert "withdrawn_on" not in made_up_county.office.get("consent", made["consent"])
    made_up_county.down(laptop)
    assert laptop.get("household", made["household"])["address"] == "胡杨树下"


def test_what_was_lost_on_the_way_before_a_withdrawal_is_not_waited_for(
    made_up_county: County, laptop: Machine
) -> None:
    made = laptop.household("阿依古丽")
    lost = laptop.make()
    laptop.put("consent", made["consent"], withdrawn_on="2018-12-01")
    made_up_county.round(laptop)
    made_up_county.round(laptop)
    assert made_up_county.office.ids("household") == set()
    assert laptop.counts() == {"taken": 1, "withheld": 4}
    made_up_county.office.take(*lost.files)
    made_up_county.down(laptop)
    assert laptop.counts() == {"taken": 5}
    assert made_up_county.of(laptop)["sent"] == laptop.status()["sent"]


def test_that_a_contract_ended_is_told_even_after_a_withdrawal(made_up_county: County, laptop: Machine) -> None:
    made = laptop.household("阿依古丽")
    contract = laptop.put("contract", terms="order", product="小麦", signed_on="2018-03-01")
    laptop.put("party", contract=contract, household=made["household"], role="household")
    made_up_county.round(laptop)
    assert made_up_county.office.get("contract", contract)["product"] == "小麦"
    laptop.put("consent", made["consent"], withdrawn_on="2018-12-01")
    laptop.put("contract", contract, ended_on="2018-12-02")
    laptop.put("contract", contract, ended_why="家里有人病了")
    made_up_county.round(laptop)
    found = made_up_county.office.get("contract", contract)
    assert found["ended_on"] == "2018-12-02"
    assert "ended_why" not in found


def test_a_signed_notice_is_filled_in_at_the_office_that_knew_its_draft_as_bare_digests(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("阿依古丽")["household"]
    plan = laptop.put("distribution", year=2018, income_fen=100, rule="按户")
    laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    number = draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], date(2018, 12, 3)).number
    made_up_county.round(laptop)
    assert made_up_county.office.ids("notice") == made_up_county.office.ids("notice_line") == set()
    assert laptop.counts()["withheld"] == made_up_county.of(laptop)["withheld"] == 4
    sign_notice(laptop.desk, number, date(2018, 12, 3))
    made_up_county.round(laptop)
    lines = [made_up_county.office.get("notice_line", line) for line in made_up_county.office.ids("notice_line")]
    shown = {line.get("household"): line["shown"] for line in lines}
    assert shown == {None: ["amount_fen=100", "households=1"], home: ["amount_fen=100"]}
    assert set(laptop.counts()) == {"taken"}
    assert made_up_county.of(laptop)["taken"] == laptop.status()["taken"]


def test_a_consent_taken_out_is_no_breach_at_the_county(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("阿依古丽")["household"]
    contract = laptop.put("contract", terms="order", signed_on="2018-03-01", since="2018-03-01")
    laptop.put("party", contract=contract, household=home, role="household")
    consent = laptop.put("consent", None, None, **{**CONSENT, "to": "contract"}, household=home, about=contract)
    made_up_county.round(laptop)
    void_record(laptop.desk, "consent", consent, "户主反悔")
    bundle = laptop.make()
    clear, _lines = read_at_office(made_up_county, bundle.files[0])
    assert bundle.withheld == 0  # nor does a digest or a number tell that there was something
    assert b"voided" not in clear
    made_up_county.office.take(*bundle.files)

    def breaches(machine: Machine) -> list[str]:
        return [each.id for each in check_desk(machine.desk, date(2018, 12, 3)) if each.rule == "voluntary"]

    assert breaches(laptop) == [contract]
    assert breaches(made_up_county.office) == []


def test_a_contract_with_one_unconsented_party_stays(made_up_county: County, laptop: Machine) -> None:
    agreed, silent = laptop.household("王小明"), laptop.household("阿依古丽", consents=False)
    contract = laptop.put("contract", terms="order", product="小麦")
    for home in (agreed, silent):
        laptop.put("party", contract=contract, household=home["household"], role="household")
    made_up_county.round(laptop)
    assert made_up_county.office.ids("contract") == set()
    assert made_up_county.office.ids("household") == {agreed["household"]}


PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize("consents", [True, False])
def test_local_values_are_nowhere_in_any_bundle(made_up_county: County, laptop: Machine, consents: bool) -> None:
    made = laptop.household("王小明", consents=consents)
    home = made["household"]
    number = draft_notice(laptop.desk, "register_of_linkages", ["zh_CN"], date(2018, 12, 3)).number
    with laptop.desk.vault.reading() as reader:
        (drafted,) = list(reader.list("notice", where={"number": number}))
    notice, notice_salt = drafted.id, drafted.values["salt"]
    assert isinstance(notice_salt, str)
    sign_notice(laptop.desk, number, date(2018, 12, 3))
    post_notice(laptop.desk, number, date(2018, 12, 3), "村委会")
    assert {"withdrawn_on", "does_not_wish", "paper_languages"} <= TELLING_NAMES

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        phone=PHONES,
        wish=st.lists(st.sampled_from(CODE_LISTS["consent_purpose"]), unique=True),
        languages=st.lists(st.sampled_from(CODE_LISTS["language"]), unique=True),
        paper=st.binary(min_size=32, max_size=32).map(bytes.hex),
        name=st.from_regex(r"[买热古提帕江]{7}", fullmatch=True),
        address=st.from_regex(r"[A-Z]{12}", fullmatch=True),
    )
    def holds(phone: str, wish: list[str], languages: list[str], paper: str, name: str, address: str) -> None:
        laptop.put("household", home, phone=phone, does_not_wish=wish, paper_languages=languages, address=address)
        if consents:
            laptop.put("consent", made["consent"], language=CODE_LISTS["language"][0], paper=paper)
        objection = laptop.put("objection", notice=notice, by=name, channel="in_person", said=address)
        clear, lines = read_at_office(made_up_county, laptop.make().files[0])
        assert objection.encode() in clear
        for said in (phone, paper, name, notice_salt):
            assert said.encode() not in clear
        for field in TELLING_NAMES:
            assert f'"{field}"'.encode() not in clear
        kind = None
        for line in lines:
            kind = line.get("kind", kind)
            for field in {**line.get("values", {}), **line.get("based_on", {})}:
                assert (kind, field) not in LOCAL_FIELDS
        assert address.encode() in clear

    holds()


def local_values(kind: str) -> dict[str, Any]:
    """Return a value for every LOCAL field of a kind that can be known again, if it has one of its own."""
    found: dict[str, Any] = {}
    for name, field in KINDS[kind].fields.items():
        if field.local:
            codes = list(CODE_LISTS[field.field.codes][:1]) if field.field.codes else []
            found[name] = {
                TEXT: f"QXZ-{kind}-{name}",
                WORDS: f"QXZ-{kind}-{name}",
                PHONE: "13912345678",
                DIGEST: "ab" * 32,
                DATE: "1987-06-05",
                YES: True,
                CODES: codes,
                CODE: codes[0] if codes else None,
            }[field.field.shape]
    return found


def test_of_no_kind_of_record_a_local_field_is_in_a_bundle(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    of_village = sorted(kind for kind, spec in KINDS.items() if spec.cls.realm == "village" and kind != "erasure")
    told = {"village": {"county": "示例县"}, "household": {"address": "QXY"}, "objection": {"said": "QXY"}}
    with laptop.desk.writing() as work:
        for kind in of_village:
            whose = {"household": home} if "household" in KINDS[kind].fields else {}
            made = work.save(kind, None, {**whose, **told.get(kind, {}), **local_values(kind)})
            assert made.changes, kind
        consented = {"household": home, "kind": "contract"}
        work.save("paper", None, consented)
    clear, lines = read_at_office(made_up_county, laptop.make().files[0])
    assert b"QXY" in clear
    for said in (b"QXZ", b"13912345678", b"ab" * 32, b"1987-06-05"):
        assert said not in clear
    travelled, kind = set(), ""
    for line in lines:
        kind = line.get("kind", kind)
        travelled.add(kind)
        assert not {(kind, field) for field in {**line.get("values", {}), **line.get("based_on", {})}} & LOCAL_FIELDS
    assert {"household", "member", "plot", "share", "payment", "consent", "objection", "paper"} <= travelled
