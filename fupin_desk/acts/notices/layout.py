"""A notice as a sheet of paper: the same frozen content in each of its languages, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.notices.snapshot import Facts, Totalled, cells_of, facts_of, printed
from fupin_desk.acts.notices.templates import Template, template_of
from fupin_desk.acts.notices.wording import Voice
from fupin_desk.paper.about import About, write_about
from fupin_desk.paper.sheet import Block, Column, Marks, Paragraph, Phrase, Qr, Seal, Sheet, Table, Words
from fupin_desk.subjects.notice.records import Notice, NoticeLine
from fupin_desk.words.figures import money

QR_SIDE_MM = 42.0
"""As large as the seal: half a millimetre a module, for a telephone before a wall."""


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signed notice shows besides: the day, and the QR code's content."""

    on: date
    code: str


def sheet_of(notice: Notice, lines: Sequence[NoticeLine], signing: Signing | None = None) -> Sheet:
    """Return the paper of a notice; without ``signing`` it is a draft or a copy, and says so on every page."""
    facts = facts_of(notice)
    voice = Voice(facts)
    title = voice.said(f"notice.title.{notice.kind}", year=notice.year)
    mark = _mark(notice, voice, signing)
    blocks = [*_head(notice, voice, mark), *_table(notice, lines, voice), *_foot(notice, voice, signing)]
    about = _about(notice, signing.on) if signing else ""
    on = signing.on if signing else notice.drafted_on
    return Sheet(tuple(facts.languages), title, tuple(blocks), _footer(notice, voice, signing), mark, about, on)


def _about(notice: Notice, on: date) -> str:
    return write_about(About(notice.number or "", notice.kind or "", notice.village or "", on.isoformat()))


def _mark(notice: Notice, voice: Voice, signing: Signing | None) -> Words:
    """What the paper is where it is not the original, and must not be taken for it."""
    if notice.state == "withdrawn":
        return voice.said("notice.withdrawn")
    if signing is None:
        return voice.said("notice.copy" if notice.signed_on else "notice.draft")
    return ()


def _head(notice: Notice, voice: Voice, mark: Words) -> Iterator[Block]:
    facts = voice.facts
    if mark:
        yield Paragraph(mark, "heading", "center")
    yield Paragraph(voice.said("notice.number", number=notice.number))
    if facts.township and facts.county:
        yield Paragraph(voice.said("notice.place", county=facts.county, township=facts.township))
    elif facts.township or facts.county:
        yield Paragraph(voice.as_written(facts.township or facts.county))
    yield Paragraph(voice.said(f"notice.lead.{notice.kind}"), indent=True)
    yield from of_distribution(facts, voice)
    if facts.through_on:
        yield Paragraph(voice.said("notice.through", through_on=facts.through_on))


def of_distribution(facts: Facts, voice: Voice) -> Iterator[Block]:
    """What is shared out, and by what rule."""
    if facts.asset:
        yield Paragraph(voice.said("notice.asset", asset=facts.asset))
    if facts.entity:
        yield Paragraph(voice.said("notice.entity", entity=facts.entity))
    if facts.income_fen is not None:
        yield Paragraph(voice.said("notice.income", income_fen=facts.income_fen))
    if facts.rule:
        yield Paragraph(voice.said("notice.rule", rule=facts.rule))
    if facts.due_on:
        yield Paragraph(voice.said("notice.due_on", due_on=facts.due_on))


def _table(notice: Notice, lines: Sequence[NoticeLine], voice: Voice) -> Iterator[Block]:
    template = template_of(notice.kind or "")
    facts = voice.facts
    on_paper = printed(lines)
    if on_paper:
        columns = tuple(
            Column(voice.said(f"notice.column.{column.name}"), column.share, column.align) for column in template
        )
        rows = tuple(
            tuple(voice.cell(column, line.position or 0, cells) for column in template)
            for line in on_paper
            for cells in [cells_of(line)]
        )
        yield Table(columns, rows, tuple(_totals(template, voice)))
    else:
        yield Paragraph(voice.said("notice.nothing"), indent=True)
    yield Paragraph(totals_said(notice.kind or "", facts.total, voice))
    if facts.collective_fen:
        yield Paragraph(voice.said("notice.collective", collective_fen=facts.collective_fen))
    missing = (facts.income_fen or 0) - facts.total.amount_fen - (facts.collective_fen or 0)
    if facts.income_fen is not None and missing:
        yield Paragraph(voice.said("notice.difference", difference_fen=abs(missing)), "heading")
    yield Paragraph(voice.said(f"notice.no_names.{notice.kind}"), "small")


def totals_said(kind: str, total: Totalled, voice: Voice) -> Words:
    """Return the sentence that says what the lines of a notice of a kind come to."""
    counted = {"count": total.count, "amount_fen": total.amount_fen, "due_fen": total.due_fen}
    return voice.said(f"notice.totals.{kind}", paid_fen=total.paid_fen, **counted)


def _totals(template: Template, voice: Voice) -> Iterator[tuple[Words, ...]]:
    facts = voice.facts
    if len(facts.by_entity) > 1:
        yield from (_total_row(template, voice, each, whole=False) for each in facts.by_entity)
    yield _total_row(template, voice, facts.total, whole=True)
    if facts.collective_fen:
        amount = Totalled(count=0, amount_fen=facts.collective_fen)
        yield _total_row(template, voice, amount, whole=True, label="notice.column.collective")


def _total_row(
    template: Template, voice: Voice, total: Totalled, whole: bool, label: str = "notice.total"
) -> tuple[Words, ...]:
    """A row of sums: its label in the column of whoever they are of, the count beside it, sums under sums."""
    named = voice.said(label) if whole else voice.entity(total.entity, total.entity_kind)
    sums = {"due": total.due_fen, "paid": total.paid_fen, "amount": total.amount_fen}
    cells: dict[str, Words] = {name: (Phrase(money(amount)),) for name, amount in sums.items()}
    cells |= {"entity": named, "name": named}
    if total.count:
        cells["promised"] = voice.said("notice.contracts", count=total.count)
        cells["id_number"] = voice.said("notice.households", count=total.count)
    return tuple(cells.get(column.name, ()) for column in template)


def _foot(notice: Notice, voice: Voice, signing: Signing | None) -> Iterator[Block]:
    facts = voice.facts
    yield Paragraph(voice.said("notice.objections.title"), "heading")
    yield Paragraph(voice.said("notice.objections.within", days=facts.days))
    yield Paragraph(voice.said("notice.objections.how"))
    yield Paragraph(_where(voice, "notice.objections.in_village", facts.objections_to, "notice.committee"))
    yield Paragraph(_where(voice, "notice.objections.outside", facts.objections_outside, "notice.gap"))
    yield Paragraph(voice.said("notice.objections.answered"))
    yield Paragraph(voice.said("notice.posted_blank"))
    yield Paragraph(voice.said("notice.days", days=facts.days))
    if facts.days_unverified:
        yield Paragraph(voice.said("notice.days_unverified"), "small")
    yield Paragraph(voice.said("notice.draft_opinion"), "small")
    if len(facts.languages) > 1:
        yield Paragraph(voice.said("notice.same_content"), "small")
    if signing is None:
        yield Paragraph(voice.said("notice.drafted_on", drafted_on=notice.drafted_on), "small")
    else:
        yield Marks(_marks(notice, voice, signing))


def _where(voice: Voice, key: str, where: str, otherwise: str) -> Words:
    """Say where one objects; ``otherwise`` is the key of what stands there if nobody filled it in."""
    if where:
        return voice.said(key, where=where)
    instead = {phrase.language: phrase.text for phrase in voice.said(otherwise)}
    return tuple(
        phrase
        for language in voice.facts.languages
        for phrase in voice.said(key, where=instead[language])
        if phrase.language == language
    )


def _marks(notice: Notice, voice: Voice, signing: Signing) -> tuple[Seal | Qr, ...]:
    committee = voice.said("notice.committee")
    under_seal = (committee, (Phrase(signing.on.isoformat()),), voice.said("notice.seal.electronic"))
    digest = notice.digest or ""
    halves = tuple(Phrase(" ".join(digest[at : at + 8] for at in range(start, start + 32, 8))) for start in (0, 32))
    return (Seal(committee, under_seal), Qr(signing.code, (voice.said("notice.qr"), halves), QR_SIDE_MM))


def _footer(notice: Notice, voice: Voice, signing: Signing | None) -> Words:
    """On every page: number, whether it is signed, heads of the village's history at drafting, the digests' salt."""
    unsigned = "notice.footer_copy" if notice.signed_on else "notice.footer_draft"
    if notice.state == "withdrawn":
        unsigned = "notice.footer_withdrawn"
    state = "notice.footer" if signing else unsigned
    first = voice.said(state, number=notice.number)
    heads = tuple(Phrase(head) for head in voice.facts.heads)
    salt = voice.said("notice.salt", salt=notice.salt)[:1] if notice.salt else ()
    return (*first[:1], *heads, *salt)
