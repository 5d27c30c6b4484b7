"""What a notice keeps frozen, as it is printed, in one language: for who reads the records themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from fupin_desk.acts.notices.layout import group_label, totals_said
from fupin_desk.acts.notices.snapshot import Facts, facts_from, gathered_up
from fupin_desk.acts.notices.wording import Voice
from fupin_desk.kinds.notices import notice_spec, spec_of_cells
from fupin_desk.paper.sheet import Words
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
    spec, voice = notice_spec(kind), Voice(facts)
    yield from (_text(voice.sentence(sentence)) for sentence in spec.above(gathered_up(facts.said)))
    for total in facts.groups(spec.groups):
        name = words(language).apart(_text(group_label(spec, total, voice)))
        yield f"{name}: {_text(totals_said(spec, total, voice))}"
    yield _text(totals_said(spec, facts.total, voice))
    yield from (
        _text(voice.sentence(sentence))
        for sentence in spec.below(gathered_up(facts.said), facts.total)
        if not sentence.urgent
    )


def _cells(shown: Sequence[str], language: str) -> Iterator[str]:
    cells = dict(entry.partition("=")[::2] for entry in shown)
    voice = Voice(Facts(languages=[language], village={language: ""}, days=0, total={"count": 0}))
    for column in spec_of_cells(cells).columns:
        text = _text(voice.cell(column, 0, cells)) if column.form != "position" else ""
        if text:
            yield f"{_text(voice.said(f'notice.column.{column.name}'))}: {words(language).apart(text)}"


def _text(words: Words) -> str:
    return "".join(chain.from_iterable(phrase.text for phrase in words))
