"""Everything a person reads is said, in every language, with the same facts in it; no sentence hides in the code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from fupin_desk import assets
from fupin_desk.domain.fields import Privacy
from fupin_desk.domain.findings import Level
from fupin_desk.domain.languages import DRAFTS, LANGUAGES, RIGHT_TO_LEFT
from fupin_desk.domain.shapes import SHAPES, Standard
from fupin_desk.domain.verdicts import Verdict
from fupin_desk.exchange.admission import Reason
from fupin_desk.keys.certificate import CertificateRole
from fupin_desk.keys.revocation import RevocationReason
from fupin_desk.kinds import CODE_LISTS, KINDS
from fupin_desk.kinds.judging import BY_NAME
from fupin_desk.words.translator import PLACE

pytestmark = pytest.mark.check

CODE = sorted(Path(assets.__file__).parent.rglob("*.py"))


def areas() -> list[str]:
    return sorted(file.stem for file in (assets.catalogue_folder() / "zh_CN").glob("*.po"))


@cache
def fragment(language: str, area: str) -> Catalog:
    with (assets.catalogue_folder() / language / f"{area}.po").open("rb") as file:
        return read_po(file)


@cache
def texts(language: str) -> dict[str, str]:
    return {
        str(message.id): str(message.string) for area in areas() for message in fragment(language, area) if message.id
    }


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def missing(keys: set[str], language: str = "zh_CN") -> list[str]:
    return sorted(key for key in keys if key not in texts(language))


# ---- the languages among themselves


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_that_chinese_says(language: str) -> None:
    for area in areas():
        said = {str(message.id) for message in fragment(language, area) if message.id and message.string}
        wanted = {str(message.id) for message in fragment("zh_CN", area) if message.id}
        assert (area, sorted(wanted - said), sorted(said - wanted)) == (area, [], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_the_same_placeholders_in_every_language(language: str) -> None:
    differing = {
        key: text
        for key, text in texts(language).items()
        if set(PLACE.findall(text)) != set(PLACE.findall(texts("zh_CN").get(key, text)))
    }
    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_in_a_text_are_placeholders_only(language: str) -> None:
    assert not [key for key, text in texts(language).items() if set("{}") & set(PLACE.sub("", text))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_is_said_once_and_nothing_is_half_done(language: str) -> None:
    messages = [message for area in areas() for message in fragment(language, area) if message.id]
    folder = Path(assets.__file__).parents[1] / "i18n" / language  # a catalogue that is read keeps one of two
    keys = [key for file in folder.glob("*.po") for key in re.findall(r'^msgid "(.+)"$', file.read_text("utf-8"), re.M)]
    twice = [key for key, times in Counter(keys).items() if times > 1]
    assert not twice
    assert not [message.id for message in messages if message.fuzzy or not str(message.string).strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_that_nobody_reviewed_it(language: str) -> None:
    """Calling one reviewed in the table of languages is a promise."""
    for area in areas():
        header = (assets.catalogue_folder() / language / f"{area}.po").read_text(encoding="utf-8").split("msgid", 2)[1]
        assert ('"X-Reviewed: no\\n"' in header) == (language in DRAFTS), area


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_translations_are_in_their_own_script(language: str) -> None:
    """No Chinese and no Cyrillic is left over in them, and every sentence has letters of its own script."""
    odd = {
        key: text
        for key, text in texts(language).items()
        if re.search("[\u3400-\u9fff\u0400-\u04ff]", text)
        or (len(PLACE.sub("", texts("en").get(key, ""))) > 20 and not re.search("[\u0600-\u06ff]", text))
    }
    assert not odd


# ---- what must have a text


def test_every_kind_field_and_code_has_its_word() -> None:
    wanted = {f"{form}.{kind}" for kind in KINDS for form in ("kind", "kinds")}
    wanted |= {f"code.{name}.{code}" for name, codes in CODE_LISTS.items() for code in codes}
    wanted |= {
        f"field.{kind}.{name}"
        for kind, spec in KINDS.items()
        for name in spec.fields
        if f"field.{name}" not in texts("en")
    }
    assert missing(wanted) == []


def test_no_word_is_kept_for_a_kind_field_or_code_that_is_no_more() -> None:
    known = {f"{form}.{kind}" for kind in KINDS for form in ("kind", "kinds")}
    known |= {f"code.{name}.{code}" for name, codes in CODE_LISTS.items() for code in codes}
    known |= {
        f"{what}.{kind}.{name}" for kind, spec in KINDS.items() for name in spec.fields for what in ("field", "hint")
    }
    said = {key for key in texts("zh_CN") if key.split(".")[0] in ("kind", "kinds", "field", "hint", "code")}
    assert {key for key in said - known if key.count(".") > 1 or not key.startswith("field.")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_fields_of_a_kind_bear_the_same_label(language: str) -> None:
    """A spreadsheet is read by its headings."""
    for kind, spec in KINDS.items():
        labels = Counter(texts(language).get(f"field.{kind}.{name}", name) for name in spec.fields)
        assert [label for label, times in labels.items() if times > 1] == [], kind


def test_labels_are_short_enough_for_the_head_of_a_column() -> None:
    assert [text for key, text in texts("zh_CN").items() if key.startswith("field.") and len(text) > 12] == []


def test_privacy_levels_and_verdicts_have_their_words() -> None:
    assert missing({f"privacy.{each.value}" for each in Privacy} | {f"level.{each.value}" for each in Level}) == []
    assert missing({f"window.verdict.{each.value}" for each in Verdict}) == []


def test_every_reason_for_refusing_a_value_has_its_sentence() -> None:
    """What the shapes raise, those of a standard under their own names, what of a record as a whole, and the store."""
    program, found = Path(assets.__file__).parent, {shape.name for shape in SHAPES if isinstance(shape, Standard)}
    own = (program / "domain" / "check.py", program / "store" / "records" / "references.py")
    modules = (*own, *(program / "domain" / "shapes").glob("*.py"))
    for node in (each for module in modules for each in ast.walk(tree(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RefusedValue":
            found |= {str(last.value) for last in node.args[-1:] if isinstance(last, ast.Constant)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
            found |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    assert len(found) > 15
    assert missing({f"refused.{reason}" for reason in found}) == []


def test_reasons_of_the_exchange_and_of_certificates_have_their_words() -> None:
    wanted = {f"returned.{each.value}" for each in Reason} | {f"revoked.{each.value}" for each in RevocationReason}
    assert missing(wanted | {f"certificate_role.{each.value}" for each in CertificateRole}) == []


def test_every_reason_against_a_signed_notice_has_its_sentence() -> None:
    paper = Path(assets.__file__).parent / "paper"
    modules = [tree(paper / name) for name in ("verify.py", "judging.py")]
    yielded = {node.value for module in modules for node in ast.walk(module) if isinstance(node, ast.Yield)}
    reasons = {str(value.value) for value in yielded if isinstance(value, ast.Constant)} | {"damaged"}
    assert len(reasons) > 6
    assert missing({f"verified.{reason}" for reason in reasons | {"valid", "invalid"}}) == []


def test_every_rule_says_what_it_saw_and_what_would_mend_it() -> None:
    said = texts("zh_CN")
    silent = [
        name
        for name in BY_NAME
        if f"mend.{name}" not in said or not any(key.startswith(f"rule.{name}") for key in said)
    ]
    assert silent == []


# ---- errors, read from the code itself


def error_classes() -> dict[str, tuple[list[str], set[str]]]:
    """Every class below DeskError, with its bases and its own facts."""
    classes = {
        node.name: (
            [base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases],
            {
                line.target.id
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            },
        )
        for file in CODE
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
    }

    def below(name: str) -> bool:
        return name == "DeskError" or any(below(base) for base in classes.get(name, ([], set()))[0])

    return {name: found for name, found in classes.items() if below(name)}


def facts_of(name: str, classes: dict[str, tuple[list[str], set[str]]]) -> set[str]:
    bases, own = classes.get(name, ([], set()))
    return own.union(*(facts_of(base, classes) for base in bases))


def test_every_error_has_its_sentence() -> None:
    classes = error_classes()
    assert len(classes) > 50
    assert missing({f"error.{name}" for name in classes} | {"error.bug"}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_s_sentence_asks_only_for_facts_the_error_has(language: str) -> None:
    classes = error_classes()
    asked = {
        key: extra
        for key, text in texts(language).items()
        if key.startswith("error.")
        and key.split(".")[1] in classes
        and (extra := set(PLACE.findall(text)) - facts_of(key.split(".")[1], classes))
    }
    assert asked == {}


def test_no_sentence_is_kept_for_an_error_that_is_no_more() -> None:
    kept = {key.split(".")[1] for key in texts("zh_CN") if key.startswith("error.")}
    assert kept - error_classes().keys() - {"bug"} == set()


# ---- keys in the code


def said_in_code() -> Iterator[tuple[Path, ast.Call]]:
    for file in CODE:
        for node in ast.walk(tree(file)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "say"
                and node.args
            ):
                yield file, node


def test_every_key_said_in_the_code_has_a_text_with_just_those_facts() -> None:
    wrong = []
    for file, call in said_in_code():
        key = call.args[0]
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            continue
        text = texts("zh_CN").get(key.value)
        given = {word.arg for word in call.keywords}
        if text is None or (None not in given and set(PLACE.findall(text)) - given):
            wrong.append(f"{file.name}:{call.lineno} {key.value} {sorted(map(str, given))}")
    assert wrong == []


def test_every_key_put_together_in_the_code_can_have_a_text() -> None:
    wrong = []
    for file, call in said_in_code():
        key = call.args[0]
        if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
            start = str(key.values[0].value)
            if not any(text.startswith(start) for text in texts("zh_CN")):
                wrong.append(f"{file.name}:{call.lineno} {start}…")
    assert wrong == []


NAMED_BY_WHAT_IT_IS = ("argument.", "certificate_role.", "option.", "verified.")
"""Keys of which the code holds the beginning alone: the rest is a name that it has from elsewhere."""


def test_no_text_is_kept_that_nothing_says() -> None:
    told, parts = set(), set()
    for node in (each for file in CODE for each in ast.walk(tree(file))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            told.add(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts.add(
                "".join(
                    re.escape(str(getattr(each, "value", ""))) if isinstance(each, ast.Constant) else ".+"
                    for each in node.values
                )
            )
    for file in (Path(assets.__file__).parents[1] / "resources").rglob("*.toml"):
        told |= set(re.findall(r'"([^"]+)"', file.read_text(encoding="utf-8")))
    put_together = re.compile("|".join(sorted(parts)))
    unsaid = {key for key in texts("zh_CN") if key not in told and not put_together.fullmatch(key)}
    assert sorted(key for key in unsaid if not key.startswith(NAMED_BY_WHAT_IT_IS)) == []


# ---- no sentence for people in the code

CLAUSE = re.compile(r"[一二三四五六七八九十]+(?:[(（][一二三四五六七八九十]+[)）])?[\d一二三四五六七八九十–、]*")
"""A clause of the opinion is named as the opinion names it."""

READS_WHAT_PEOPLE_WROTE = (
    "ledger", "domain/folding.py", "domain/languages.py", "domain/traditional.py", "store/search/pinyin.py",
    "paper/text", "paper/leaks.py", "demo",
)  # fmt: skip
"""Parts that know letters and words in order to read them, or to set them: what they know is no sentence."""


def sentences_in(file: Path) -> Iterator[tuple[int, str]]:
    module = tree(file)
    passed = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if re.search("[\u3400-\u9fff]{2}|[\u0600-\u06ff]{2}", node.value) and not CLAUSE.fullmatch(node.value):
            yield node.lineno, node.value


def test_no_sentence_for_people_stands_in_the_code() -> None:
    home = Path(assets.__file__).parent
    found = [
        f"{file.relative_to(home)}:{line} {text[:40]}"
        for file in CODE
        if not any(part in file.relative_to(home).as_posix() for part in READS_WHAT_PEOPLE_WROTE)
        for line, text in sentences_in(file)
    ]
    assert found == []


def test_the_search_for_sentences_finds_one() -> None:
    module = ast.parse('"""说明。"""\nclause = "四(四)5"\ntext = "没有这一天。"\n')
    tree_of = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not CLAUSE.fullmatch(node.value)
    ]
    assert "没有这一天。" in tree_of
    assert "四(四)5" not in tree_of
