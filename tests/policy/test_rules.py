"""What is true of all rules: their clauses, their words, their manners, their speed."""

import re

import pytest

from fupin_desk.domain.findings import Level
from fupin_desk.kinds.judging import BY_NAME, RULES, judge
from fupin_desk.policy.clauses import parse_clauses
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import mend_key, sentence_key
from fupin_desk.subjects.office.explanation import Explanation
from fupin_desk.words import LANGUAGES, words
from tests.bench.measure import calls
from tests.policy.cases import ROOT, all_cases, bundle, figure_table, figures
from tests.policy.shelf import Shelf
from tests.policy.test_cases import findings_of
from tests.policy.village import a_village

CLAUSES = parse_clauses((ROOT / "resources" / "policy" / "clauses.toml").read_text("utf-8"))
FINDINGS = [finding for case in all_cases() for finding in findings_of(case)]


def test_every_rule_names_a_clause_we_know_and_a_source() -> None:
    for rule in RULES:
        assert rule.clause in CLAUSES, rule.name
        assert rule.source, rule.name
        assert rule.look.__doc__, rule.name


def test_no_rule_is_about_a_household() -> None:
    assert {finding.kind for finding in FINDINGS}.isdisjoint({"household", "member", "consent"})


def test_no_finding_lists_who_said_no() -> None:
    for finding in FINDINGS:
        assert not any("declined" in fact or "withdrawn" in fact for fact in finding.facts)


@pytest.mark.check
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_and_what_would_mend_it_has_words(language: str) -> None:
    spoken = words(language)
    for finding in FINDINGS:
        for key in (sentence_key(finding), mend_key(finding), f"rule.{finding.rule}", f"clause.{finding.clause}"):
            assert spoken.has(key), key
        text = spoken.finding(finding)
        assert "{" not in text
        assert not re.search(r"[a-z]+_[a-z]+", text), text
        assert spoken.mend(finding)


@pytest.mark.check
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_rule_rests_on_has_a_name(language: str) -> None:
    spoken = words(language)
    for rule in RULES:
        assert all(spoken.has(f"law.{each.law}") for each in rule.source), rule.name
        assert not re.search(r"[a-z]+_[a-z]+|[{}]", spoken.sources(rule.source)), rule.name


def test_what_a_rule_rests_on_is_said_with_its_articles() -> None:
    assert words("zh_CN").sources(BY_NAME["pay-monthly"].source) == "《劳动法》第50条；《劳动合同法》第30条"
    assert words("en").sources(BY_NAME["no-deposit"].source) == "Labour Contract Law art. 9"


@pytest.mark.check
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_a_name(language: str) -> None:
    for name in figure_table().figures:
        assert words(language).has(f"figure.{name}")


def test_the_cases_see_every_sentence_there_is() -> None:
    spoken = {sentence_key(finding) for finding in FINDINGS}
    texts = (file.read_text("utf-8") for file in (ROOT / "i18n" / "en").glob("*.po"))
    keys = {key for text in texts for key in re.findall(r'^msgid "((?:rule|not_judged)\.[^"]+)"', text, re.MULTILINE)}
    headings = {f"rule.{rule.name}" for rule in RULES if any(key.startswith(f"rule.{rule.name}.") for key in keys)}
    assert keys - spoken <= headings
    assert spoken <= keys


def test_an_explained_finding_stays_and_carries_the_explanation() -> None:
    case = next(case for case in all_cases() if case.rule == "no-deposit" and case.sort == "yes")
    said = Explanation(id="e", rule="no-deposit", of_kind="contract", of="job", words="已退还", by="村会计")
    records = bundle(case.records)
    with_words = Shelf(contract=records["contract"], explanation=[said])
    found = judge(with_words, figures(case.records, figure_table()), case.said["on"], "village")
    (finding,) = [one for one in found if one.rule == "no-deposit"]
    assert (finding.level, finding.explained) == (Level.BREACH, "已退还")


def test_money_due_to_households_comes_first() -> None:
    records, on, settings = a_village(20)
    found = judge(records, Figures(figure_table(), settings), on, "village")
    assert found[0].rule == "overdue"


def test_ten_times_the_records_are_ten_times_the_work() -> None:
    assert judging(1000) < 11 * judging(100)


def judging(households: int) -> int:
    """Return how many calls it takes to judge a village."""
    records, on, settings = a_village(households)
    numbers = Figures(figure_table(), settings)
    return calls(lambda: judge(records, numbers, on, "village"))
