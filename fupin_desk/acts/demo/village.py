"""A made-up village: households, entities, contracts, what was delivered and paid, and a few things that are wrong."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from fupin_desk.acts.demo.loans import lend
from fupin_desk.acts.demo.people import Crowd
from fupin_desk.acts.desk import Desk
from fupin_desk.domain.ids import village_id
from fupin_desk.store import Work

ASKED_BY = "示例村工作队"
SIGNED, SINCE, UNTIL = "2018-03-20", "2018-04-01", "2018-11-30"


class VillageMade:
    """Fills one village's desk; everything is drawn from one seeded source."""

    def __init__(self, desk: Desk, random: Random, turn: int) -> None:
        """Fill ``desk``, the county's ``turn``-th village."""
        self.desk = desk
        self.random = random
        self.turn = turn
        self.crowd = Crowd(random, desk.code[:6])
        self.registered: list[str] = []
        self.workers: dict[str, tuple[str, str]] = {}
        """In every registered household a member who could work, and an ID number for whoever then signs."""
        self.priority: set[str] = set()
        self.entities: dict[str, str] = {}

    def fill(self, households: int) -> None:
        """Write everything in one transaction."""
        with self.desk.writing() as work:
            self._village(work)
            self._entities(work)
            for place in range(households):
                self._household(work, place)
            for place, household in enumerate(self.registered):
                self._linkage(work, place, household)
            self._asset(work)
            lend(work, self.registered, self.turn, self.crowd.uscc, self._agree, self.entities["leading_enterprise"])

    def _village(self, work: Work) -> None:
        values = {
            "name_ug": f"ئۈلگە {self.turn}-كەنت",
            "name_kk": f"ۇلگى {self.turn}-قىستاق",
            "name_en": f"Example Village {self.turn}",
            "poor": True,
            "township": "示例乡",
            "township_ug": "ئۈلگە يېزىسى",
            "township_kk": "ۇلگى اۋىلى",
            "county": "示例县",
            "county_ug": "ئۈلگە ناھىيەسى",
            "county_kk": "ۇلگى اۋدانى",
            "industries": ["crops", "livestock"],
            "industry_base": True,
            "objections_to": f"示例{self.turn}村村民委员会",
            "objections_to_ug": f"ئۈلگە {self.turn}-كەنت ئاھالە كومىتېتى",
            "objections_outside": "示例县扶贫开发办公室, 0999-9900000",
            "objections_outside_ug": "ئۈلگە ناھىيەلىك نامراتلارنى يۆلەش ئىشخانىسى, 0999-9900000",
        }
        work.save("village", village_id(self.desk.code), values)

    def _entities(self, work: Work) -> None:
        kinds = (
            ("cooperative", f"示例{self.turn}村红枣种植专业合作社", ["crops"], 60_000_000),
            ("leading_enterprise", "示例县绿洲果业有限公司", ["processing"], 500_000_000),
            ("workshop", f"示例{self.turn}村服装扶贫车间", ["workshop"], 20_000_000),
            ("leader", f"示例{self.turn}村养殖带头人", ["livestock"], None),
        )
        in_uyghur = {  # the workshop has none: a notice in Uyghur says so
            "cooperative": f"ئۈلگە {self.turn}-كەنت چىلان تېرىش كەسپىي كوپىراتىپى",
            "leading_enterprise": "ئۈلگە ناھىيەسى بوستان مېۋىچىلىك چەكلىك شىركىتى",
        }
        for kind, name, industries, capital in kinds:
            values: dict[str, Any] = {"kind": kind, "name": name, "industries": industries, "capital_fen": capital}
            values |= {"name_ug": in_uyghur[kind]} if kind in in_uyghur else {}
            if kind == "leader":
                values["leader_id_number"] = self.crowd.id_number(date(1979, 5, 6), woman=False)
            else:
                values |= {"uscc": self.crowd.uscc(), "founded_on": "2016-05-01"}
            self.entities[kind] = work.save("entity", None, values).id

    def _household(self, work: Work, place: int) -> None:
        status = "registered" if self.random.random() < 0.6 else self.random.choice(["lifted_out", "other"])
        values: dict[str, Any] = {
            "ledger_number": f"{self.turn:02d}{place + 1:04d}",
            "group": f"{self.random.randrange(1, 6)}组",
            "status": status,
            "status_since": "2014-12-31",
            **({"lifted_out_on": "2017-12-31"} if status == "lifted_out" else {}),
            "industries": ["crops"],
            "paper_languages": ["ug", "zh_CN"],
        }
        home = work.save("household", None, values).id
        born = (1960 + self.random.randrange(25), 1962 + self.random.randrange(25), 1995 + self.random.randrange(18))
        weak = self.random.random() < 0.15
        members = []
        people = self.crowd.people(born[: 2 + self.random.randrange(2)])
        for turn, who in enumerate(people):
            grown = who.born_on.year <= 2000
            member = {
                "household": home,
                "name": who.name,
                "other_name": who.other_name,
                "born_on": who.born_on.isoformat(),
                "relation": ("head", "spouse", "child")[turn],
                "labour": ("weak" if weak else "able") if grown else "none",
                "id_number": who.id_number if turn == 0 else None,
            }
            members.append(work.save("member", None, {k: v for k, v in member.items() if v is not None}).id)
        work.save("household", home, {"head": members[0]})
        if self.random.random() < 0.96:
            self._agree(work, home, "register")
        if status == "registered":
            self.registered.append(home)
            self.workers[home] = (members[1], people[1].id_number)
            self.priority |= {home} if weak else set()

    def _agree(self, work: Work, household: str, to: str, **extra: Any) -> None:
        consent = {"household": household, "to": to, "asked_by": ASKED_BY, "how": "signed", "on": SIGNED, **extra}
        work.save("consent", None, consent)

    def _linkage(self, work: Work, place: int, household: str) -> None:
        kind = ("order", "job", "lease", "order")[place % 4]
        values: dict[str, Any] = {
            "form": "two_party",
            "signed_on": SIGNED,
            "since": SINCE,
            "until": UNTIL,
            "written": True,
            "copy_handed_over_on": SIGNED,
            "copy_language_read": True,
            "loss_limit": "stake_only",
            "ledger_number": f"HT{self.turn:02d}{place + 1:04d}",
            **getattr(self, f"_{kind}")(work, household),
            **_wrongs(kind, place),
        }
        values |= {"copy_handed_over_on": None, "copy_language_read": None} if place % 40 == 10 else {}
        contract = work.save("contract", None, values).id
        entity = {"order": "cooperative", "job": "workshop", "lease": "leader"}[kind]
        work.save("party", None, {"contract": contract, "household": household, "role": "household"})
        role = {"order": "cooperative", "job": "employer", "lease": "lessee"}[kind]
        work.save("party", None, {"contract": contract, "entity": self.entities[entity], "role": role})
        member = {"member": self.workers[household][0]} if kind == "job" else {}
        if place % 29 != 11:  # now and then nobody wrote down that they agreed
            self._agree(work, household, "contract", about=contract, **member)
        if kind == "order":
            self._delivery(work, contract, household)

    def _order(self, _work: Work, _household: str) -> dict[str, Any]:
        return {
            "linkage": "operating",
            "terms": "order",
            "method": "order",
            "industry": "crops",
            "product": "红枣",
            "unit": "kg",
            "whole_output": True,
            "floor_price_fen": 800,
            "technical_service": "合作社每月一次田间技术指导",
            "risk_agreement": "市场价低于保底价时由合作社按保底价收购",
            "pay_within_days": 15,
            "until": "2019-12-31",
        }

    def _job(self, work: Work, household: str) -> dict[str, Any]:
        worker, id_number = self.workers[household]
        if self.random.random() < 0.92:  # only who signs or is paid has a number here; of a few nobody wrote it down
            work.save("member", worker, {"id_number": id_number})
        return {
            "linkage": "wage",
            "terms": "job",
            "industry": "workshop",
            "member": worker,
            "post": "缝纫工",
            "place": "本村扶贫车间",
            "hours_per_month": 174,
            "wage_fen": 180_000 if self.random.random() < 0.93 else 140_000,
            "wage_per": "month",
            "paid_every_months": 1,
            "pay_day": 5,
            "notice_days": 30,
            "deposit_fen": 0,
            "papers_kept": False,
            "hazard": "none",
            "night_work": False,
            "overtime": False,
        }

    def _lease(self, work: Work, household: str) -> dict[str, Any]:
        area = 200 + self.random.randrange(8) * 50
        plot = {"household": household, "name": "村东", "area_centimu": area, "contracted_until": "2028-12-31"}
        return {
            "linkage": "production",
            "terms": "lease",
            "industry": "livestock",
            "plots": [work.save("plot", None, plot).id],
            "area_centimu": area,
            "rent_fen": 45_000,
            "rent_to_household": True,
            "pay_month": 10,
            "pay_day": 15,
        }

    def _delivery(self, work: Work, contract: str, household: str) -> None:
        values = {
            "contract": contract,
            "household": household,
            "accepted_milli": (400 + self.random.randrange(900)) * 1000,
            "price_fen": 700 + self.random.randrange(4) * 50,
            "on": "2018-10-20",
            "confirmed_on": "2018-10-20",
        }
        work.save("delivery", None, values)

    def _asset(self, work: Work) -> None:
        asset = {
            "name": f"示例{self.turn}村光伏电站",
            "name_ug": f"ئۈلگە {self.turn}-كەنت قۇياش ئېنېرگىيەسى ئېلېكتر ئىستانسىسى",
            "kind": "solar",
            "value_fen": 90_000_000,
            "owner_kind": "village_collective",
            "operator": self.entities["cooperative"],
            "state": "in_use",
            "since": "2017-06-01",
        }
        asset_id = work.save("asset", None, asset).id
        more = 60_000 if self.turn % 2 else 40_000  # every second village gives those first to be thought of no more
        shares = {home: more if home in self.priority else 40_000 for home in self.registered}
        plan = {
            "asset": asset_id,
            "year": 2018,
            "income_fen": sum(shares.values()) + 500_000,
            "collective_fen": 500_000,
            "rule": "按2018年11月村民会议通过的办法分配",  # who gets more for what is no business of the wall's
            "rule_ug": "2018-يىل 11-ئايدىكى كەنت ئاھالىلىرى يىغىنىدا ماقۇللانغان چارە بويىچە تەقسىم قىلىنىدۇ",
            "due_on": "2018-12-20",
        }
        distribution = work.save("distribution", None, plan).id
        for place, (home, amount) in enumerate(shares.items()):
            line = {"distribution": distribution, "household": home, "amount_fen": amount, "heads": 1}
            work.save("distribution_line", None, line)
            if place % 7:
                self._agree(work, home, "notice_name", notice_kind="distribution_plan")


def _wrongs(kind: str, place: int) -> dict[str, Any]:
    """Return what is wrong with a contract now and then, so that a newcomer sees the policy speak."""
    if kind == "job" and place % 40 == 5:
        return {"deposit_fen": 20_000}
    if kind == "lease" and place % 40 == 6:
        return {"until": "2029-12-31"}  # longer than the land is contracted
    return {}
