"""A notice as a sheet of paper: the same frozen content in each of its languages, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.notices.snapshot import cells_of, facts_of, gathered_up, printed
from fupin_desk.acts.notices.wording import Voice
from fupin_desk.domain.languages import InLanguages
from fupin_desk.kinds.notices import notice_spec
from fupin_desk.paper.about import About, write_about
from fupin_desk.paper.sheet import (
    Block,
    Marks,
    PaperSheet,
    PaperTable,
    Paragraph,
    Phrase,
    PrintedSeal,
    Qr,
    TableColumn,
    Words,
)
from fupin_desk.policy.notice_spec import NoticeColumn, NoticeSpec, Sentence, Totals
from fupin_desk.subjects.notice.records import Notice, NoticeLine
from fupin_desk.words.figures import money

QR_SIDE_MM = 42.0
"""As large as the seal: half a millimetre a module, for a telephone before a wall."""


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signed notice shows besides: the day, and the QR code's content."""

    on: date
    code: str


def sheet_of(notice: Notice, lines: Sequence[NoticeLine], signing: Signing | None = None) -> PaperSheet:
    """Return the paper of a notice; without ``signing`` it is a draft or a copy, and says so on every page."""
    facts = facts_of(notice)
    voice = Voice(facts)
    title = voice.title(notice_spec(notice.kind).key("title"), year=notice.year)
    mark = _mark(notice, voice, signing)
    blocks = [*_head(notice, voice, mark), *_table(notice, lines, voice), *_foot(notice, voice, signing)]
    about = _about(notice, signing.on) if signing else ""
    on = signing.on if signing else notice.drafted_on
    return PaperSheet(tuple(facts.languages), title, tuple(blocks), _footer(notice, voice, signing), mark, about, on)


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
    spec, facts = notice_spec(notice.kind), voice.facts
    if mark:
        yield Paragraph(mark, "heading", "center")
    yield Paragraph(voice.said("notice.number", number=notice.number))
    if facts.township and facts.county:
        place = {name: facts.text(name) for name in ("county", "township")}
        yield Paragraph(voice.sentence(Sentence("notice.place", place)))
    elif facts.township or facts.county:
        yield Paragraph(voice.as_written(facts.text("township" if facts.township else "county")))
    yield Paragraph(voice.said(spec.key("lead")), indent=True)
    yield from (Paragraph(voice.sentence(sentence)) for sentence in spec.above(gathered_up(facts.said)))
    if facts.through_on:
        yield Paragraph(voice.said("notice.through", through_on=facts.through_on))


def _table(notice: Notice, lines: Sequence[NoticeLine], voice: Voice) -> Iterator[Block]:
    spec, facts = notice_spec(notice.kind), voice.facts
    on_paper = printed(lines)
    if on_paper:
        columns = tuple(
            TableColumn(voice.said(f"notice.column.{column.name}"), column.share, column.align)
            for column in spec.columns
        )
        rows = tuple(
            tuple(voice.cell(column, line.position or 0, cells) for column in spec.columns)
            for line in on_paper
            for cells in [cells_of(line)]
        )
        yield PaperTable(columns, rows, tuple(_totals(spec, voice, _unsaid(spec, on_paper))))
        if lacking := voice.lacking(_names(spec, on_paper)):
            yield Paragraph(lacking, "small")
    else:
        yield Paragraph(voice.said("notice.nothing"), indent=True)
    yield Paragraph(totals_said(spec, facts.total, voice))
    for sentence in spec.below(gathered_up(facts.said), facts.total):
        yield Paragraph(voice.sentence(sentence), "heading" if sentence.urgent else "body")
    yield Paragraph(voice.said(spec.key("no_names")), "small")


def _names(spec: NoticeSpec, lines: Sequence[NoticeLine]) -> Iterator[InLanguages]:
    """Yield the names of parties that stand in a table."""
    names = [column.cells[0] for column in spec.columns if column.form == "party"]
    cells = (gathered_up(cells_of(line)) for line in lines)
    yield from (of_line[name] for of_line in cells for name in names if of_line.get(name))


def totals_said(spec: NoticeSpec, total: Totals, voice: Voice) -> Words:
    """Return the sentence that says what the lines of a notice come to."""
    return voice.said(spec.key("totals"), count=total["count"], **{name: total.get(name, 0) for name in spec.sums})


def _unsaid(spec: NoticeSpec, on_paper: Sequence[NoticeLine]) -> frozenset[str]:
    """Return the sums of which no line says its part: there is none to print."""
    return frozenset(spec.sums).difference(*(cells_of(line) for line in on_paper))


def _totals(spec: NoticeSpec, voice: Voice, unsaid: frozenset[str]) -> Iterator[tuple[Words, ...]]:
    facts = voice.facts
    groups = facts.groups(spec.groups)
    if len(groups) > 1:
        yield from (_total_row(spec, voice, total, group_label(spec, total, voice), unsaid) for total in groups)
    yield _total_row(spec, voice, facts.total, voice.said("notice.total"), unsaid)
    for label, sums in spec.last_rows(facts.said):
        yield _total_row(spec, voice, sums, voice.said(label), unsaid)


def group_label(spec: NoticeSpec, total: Totals, voice: Voice) -> Words:
    """Return what a group of lines is called: as in the column that says whose totals are."""
    label = next(column for column in spec.columns if column.total == "label")
    return voice.cell(label, 0, total)


def _total_row(
    spec: NoticeSpec, voice: Voice, total: Totals, label: Words, unsaid: frozenset[str]
) -> tuple[Words, ...]:
    """A row of sums: its label in the column of whoever they are of, the count beside it, sums under sums."""

    def cell(column: NoticeColumn) -> Words:
        name = column.cell or column.name
        if column.total == "label":
            return label
        if column.total == "count" and total.get("count"):
            return voice.said(spec.counted, count=total["count"])
        return (Phrase(money(total.get(name, 0))),) if column.form == "money" and name in {*spec.sums} - unsaid else ()

    return tuple(map(cell, spec.columns))


def _foot(notice: Notice, voice: Voice, signing: Signing | None) -> Iterator[Block]:
    facts = voice.facts
    yield Paragraph(voice.said("notice.objections.title"), "heading")
    yield Paragraph(voice.said("notice.objections.within", days=facts.days))
    yield Paragraph(voice.said("notice.objections.how"))
    yield Paragraph(_where(voice, "notice.objections.in_village", facts.text("objections_to"), "notice.committee"))
    yield Paragraph(_where(voice, "notice.objections.outside", facts.text("objections_outside"), "notice.gap"))
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


def _where(voice: Voice, key: str, where: InLanguages, otherwise: str) -> Words:
    """Say where one objects; ``otherwise`` is the key of what stands there if nobody filled it in."""
    if where:
        return voice.sentence(Sentence(key, {"where": where}))
    instead = {phrase.language: phrase.text for phrase in voice.said(otherwise)}
    return tuple(
        phrase
        for language in voice.facts.languages
        for phrase in voice.said(key, where=instead[language])
        if phrase.language == language
    )


def _marks(notice: Notice, voice: Voice, signing: Signing) -> tuple[PrintedSeal | Qr, ...]:
    committee = voice.said("notice.committee")
    under_seal = (committee, (Phrase(signing.on.isoformat()),), voice.said("notice.seal.electronic"))
    digest = notice.digest or ""
    halves = tuple(Phrase(" ".join(digest[at : at + 8] for at in range(start, start + 32, 8))) for start in (0, 32))
    return (PrintedSeal(committee, under_seal), Qr(signing.code, (voice.said("notice.qr"), halves), QR_SIDE_MM))


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
