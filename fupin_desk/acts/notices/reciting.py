"""What a notice keeps frozen, as it is printed, in one language: for who reads the records themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from fupin_desk.acts.notices.layout import of_distribution, totals_said
from fupin_desk.acts.notices.snapshot import Facts, Totalled, facts_from
from fupin_desk.acts.notices.templates import template_of
from fupin_desk.acts.notices.wording import Voice
from fupin_desk.paper.sheet import Paragraph, Words
from fupin_desk.words import words


def recited(kind: str, name: str, record: Mapping[str, Any], language: str) -> str | None:
    """Return a frozen field of a notice or of a line of one as words; None for any other field, or what is none."""
    try:
        if (kind, name) == ("notice", "totals"):
            return "; ".join(_facts(record.get("kind") or "", record[name], language))
        if (kind, name) == ("notice_line", "shown"):
            return "; ".join(_cells(record[name], language))
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError):
        return None
    return None


def _facts(kind: str, pieces: Sequence[str], language: str) -> Iterator[str]:
    facts = msgspec.structs.replace(facts_from(pieces), languages=[language])
    voice = Voice(facts)
    for block in of_distribution(facts, voice):
        if isinstance(block, Paragraph):
            yield _text(block.words)
    for total in facts.by_entity:
        name = words(language).apart(_text(voice.entity(total.entity, total.entity_kind)))
        yield f"{name}: {_text(totals_said(kind, total, voice))}"
    yield _text(totals_said(kind, facts.total, voice))
    if facts.collective_fen:
        yield _text(voice.said("notice.collective", collective_fen=facts.collective_fen))


def _cells(shown: Sequence[str], language: str) -> Iterator[str]:
    cells = dict(entry.partition("=")[::2] for entry in shown)
    voice = Voice(Facts(languages=[language], village={language: ""}, days=0, total=Totalled(count=0)))
    for column in template_of("distribution_plan" if "amount_fen" in cells else "register_of_linkages"):
        said = _text(voice.cell(column, 0, cells)) if column.form != "position" else ""
        if said:
            yield f"{_text(voice.said(f'notice.column.{column.name}'))}: {words(language).apart(said)}"


def _text(said: Words) -> str:
    return "".join(chain.from_iterable(phrase.text for phrase in said))
