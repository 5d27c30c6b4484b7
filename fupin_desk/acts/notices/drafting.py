"""A notice is drafted: what it says is gathered, frozen and numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.agreed_records import AgreedRecords, before_signing
from fupin_desk.acts.notices.finding import lines_of, notice_of
from fupin_desk.acts.notices.gathering import gathered, placed
from fupin_desk.acts.notices.snapshot import (
    SALT_BYTES,
    Facts,
    NoticeContent,
    facts_as_lines,
    facts_of,
    line_digest,
    notice_digest,
    salt_of,
    shown,
    spread,
)
from fupin_desk.acts.policy.check import figures
from fupin_desk.domain.errors import NotEnrolledError, NoticeChangedError, NoticeDaysNotSetError
from fupin_desk.domain.ids import village_id
from fupin_desk.domain.languages import TABLE, InLanguages, script_of, written_in
from fupin_desk.domain.record import in_other_languages
from fupin_desk.kinds.notices import notice_spec
from fupin_desk.policy.figures import NotSetError
from fupin_desk.store import PastReader, Reader, Work
from fupin_desk.subjects.notice.records import Notice, NoticeLine
from fupin_desk.subjects.village.records import Village

OF_VILLAGE = ("township", "county", "objections_to", "objections_outside")
"""The village's texts on every notice."""
NAMES = {language.code: f"name_{language.spoken}" for language in TABLE}


@dataclass(frozen=True)
class Drafted:
    """A notice that can be looked at, and signed."""

    number: str
    lines: int


def draft_notice(desk: Desk, kind: str, languages: Sequence[str], on: date, about: str | None = None) -> Drafted:
    """Draft a notice of a kind, with what is known on a day, to be printed in these languages.

    ``about``: of a kind that is about one record its number or id, not needed where there is just one. WrongRoleError,
    NoticeAboutNeededError (DistributionNeededError), UnknownRecordError, NoticeDaysNotSetError.
    """
    desk.must_be("village")
    with desk.writing() as work:
        village = _village(desk, work)
        wanted = list(dict.fromkeys(languages))
        content = gathered(work, kind, village, about, on, wanted)
        facts = _facts(desk, work, village, wanted, content, on)
        salt = salt_of(work.author.random(SALT_BYTES))
        values: dict[str, Any] = {
            "kind": kind,
            "languages": facts.languages,
            **content.of,
            "year": content.year,
            "state": "drafted",
            "drafted_on": on,
            "totals": facts_as_lines(facts),
            "chain_head": next(iter(facts.heads), None),
            "salt": salt,
        }
        notice = work.save("notice", None, values).id
        _freeze_lines(work, notice, salt, content)
        number = str(work.get("notice", notice).values["number"])
        printed_on = notice_of(work, number)
        work.save(
            "notice",
            notice,
            {"digest": notice_digest(printed_on, facts_of(printed_on), lines_of(work, printed_on), None)},
        )
    return Drafted(number, len(content.lines))


def check_current(desk: Desk, reader: Reader, notice: Notice, lines: Sequence[NoticeLine], on: date) -> None:
    """Refuse a draft that would not be drafted so on a day, for what is on record has changed; NoticeChangedError.

    It is gathered again as of the day it was drafted, of who still agrees: whatever was written, corrected, taken out
    or taken back since, shows; so does what other notices printed since.
    """
    facts, drafted_on, number = facts_of(notice), notice.drafted_on or desk.today(), notice.number or ""
    kind, village, records = notice.kind or "", _village(desk, reader), AgreedRecords(reader, on)
    content = gathered(reader, kind, village, notice.about, drafted_on, facts.languages, records, notice.id)
    now = {(place, *_compared(line.about, line.household, shown(line.cells), kind)) for place, line in placed(content)}
    then = {(line.position or 0, *_compared(line.about, line.household, line.shown or (), kind)) for line in lines}
    if now != then:
        raise NoticeChangedError(number, "records", sorted({line[0] for line in now ^ then}))
    taken_back = _taken_back(content, lines) if notice_spec(kind).consent is None else []
    if taken_back:
        raise NoticeChangedError(number, "records", taken_back)
    again = _facts(desk, reader, village, facts.languages, content, drafted_on)
    if msgspec.structs.replace(again, heads=facts.heads) != facts:
        raise NoticeChangedError(number, "facts", [])


def _taken_back(content: NoticeContent, lines: Sequence[NoticeLine]) -> list[int]:
    """Return the positions of lines frozen as nobody's in which somebody has a part now who does not agree to it."""
    nobodys = {line.position for line in lines if line.household is None}
    return sorted(place for place, line in placed(content) if line.household is not None and place in nobodys)


def check_agreed(desk: Desk, reader: Reader, notice: Notice, on: date) -> None:
    """Refuse a signed notice that counts somebody who does not agree to being registered any more; NoticeChangedError.

    What was known when it was drafted is gathered again, with all who agreed then and with those of them who do yet.
    Of whoever was erased since nobody can tell any more what it counts: it is refused where something was erased of the
    kinds that it is gathered from.
    """
    drafted_on, facts, village = notice.drafted_on or on, facts_of(notice), _village(desk, reader)
    past, lost = PastReader.before(reader.history_here, notice), before_signing(reader, notice).lost()
    then, now = AgreedRecords(past, drafted_on), AgreedRecords(reader, on)
    if then.households <= now.households and not lost:
        return
    both = (then, AgreedRecords(past, drafted_on, now.households))
    before, after = (
        list(placed(gathered(past, notice.kind or "", village, notice.about, drafted_on, facts.languages, of)))
        for of in both
    )
    if before != after or lost & then.counted_kinds:
        raise NoticeChangedError(notice.number or "", "agreement", [])


def _compared(
    about: str | None, household: str | None, cells: Sequence[str], kind: str
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return what of a line must not have changed. Whose it is, where nobody is named, hangs on consent alone."""
    return about, household if notice_spec(kind).consent else None, tuple(cells)


def _freeze_lines(work: Work, notice: str, salt: str, content: NoticeContent) -> None:
    for position, line in placed(content):
        cells = shown(line.cells)
        values = {
            "notice": notice,
            "position": position,
            "about": line.about,
            "household": line.household,
            "shown": cells,
            "digest": line_digest(salt, position, cells),
        }
        work.save("notice_line", None, values)


def _village(desk: Desk, reader: Reader) -> Village:
    stored = reader.find("village", village_id(desk.code))
    village = stored.record if stored else None
    return village if isinstance(village, Village) else Village(id=village_id(desk.code))


def _facts(
    desk: Desk, reader: Reader, village: Village, languages: list[str], content: NoticeContent, on: date
) -> Facts:
    try:
        days = figures(reader).used(content.days, on)
    except NotSetError as unset:
        raise NoticeDaysNotSetError(on.isoformat()) from unset
    texts = {name: InLanguages("", in_other_languages(village, name)) for name in OF_VILLAGE}
    of_village = {name: text for name, text in spread(texts, languages).items() if text}
    return Facts(
        languages=languages,
        village=village_names(desk, village),
        township=village.township or "",
        county=village.county or "",
        objections_to=village.objections_to or "",
        objections_outside=village.objections_outside or _office(desk),
        days=int(days.value),
        days_unverified=not days.verified,
        through_on=content.through_on,
        heads=list(reader.heads(desk.stream)),
        total=content.total,
        said={**content.said, **of_village},
    )


def village_names(desk: Desk, village: Village) -> dict[str, str]:
    """Return the village's name by language: as its certificate says it, for title and seal rest on that alone.

    A name in another language, which anybody at the desk may write, is followed by the certified one.
    """
    certified = certified_name(desk)
    names = {language: getattr(village, field) for language, field in NAMES.items()}
    others = {language: name for language, name in names.items() if name and language != language_of(certified)}
    beside = {language: f"{name} ({certified})" for language, name in others.items() if name != certified}
    return {language_of(certified): certified, **{language: beside.get(language, certified) for language in others}}


def certified_name(desk: Desk) -> str:
    """Return the village's name in this desk's certificate; before it has one, what it was invited as."""
    try:
        return desk.certificate("own").name
    except NotEnrolledError:
        return desk.file.name


def language_of(name: str) -> str:
    """Return the language whose script a name is written in."""
    return written_in(script_of(name))


def _office(desk: Desk) -> str:
    """Return the county office that let this desk in: somebody outside the village, where nobody else is named."""
    try:
        return desk.certificate("office").name
    except NotEnrolledError:
        return ""
