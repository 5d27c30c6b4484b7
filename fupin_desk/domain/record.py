"""A record: something with a life of its own, whose fields are declared once and read from there by everybody.

Always true:

* a record's id never changes, and its village follows from the stream it is written in;
* every field has a privacy class (a column without one cannot exist);
* a field may be empty: what is missing is a gap, never a reason not to save.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from fupin_desk.domain.codes import VOIDED
from fupin_desk.domain.fields import IN_EACH_LANGUAGE, LOCAL, PRIVATE, Field, Privacy, Purpose, code, text
from fupin_desk.domain.languages import OFFICIAL, TABLE, InLanguages
from fupin_desk.domain.traits import Traits
from fupin_desk.domain.withholding import Known

OFFICIAL_END = next(f"_{language.spoken}" for language in TABLE if language.code == OFFICIAL)


class Contradiction(NamedTuple):
    """Fields of a record that cannot say together what they do."""

    fields: tuple[str, ...]
    """Where it would be mended first."""
    reason: str
    """Its code (``domain.check``)."""
    typed: Any = None
    """Of one field that is at fault by itself, what stands there: something else is another fault."""


class RecordClass(msgspec.StructMeta):
    """Makes record classes: a text that is kept in each language becomes a field for each (``IN_EACH_LANGUAGE``)."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any) -> RecordClass:
        """Put the fields of the other languages behind the first, declared as it is."""
        declared: dict[str, Any] = namespace.get("__annotations__", {})
        annotations: dict[str, Any] = {}
        texts: dict[str, Mapping[str, str]] = {}
        for field, annotation in declared.items():
            annotations[field] = annotation
            if namespace.get(field) is not IN_EACH_LANGUAGE:
                continue
            namespace[field] = None
            texts[field] = _others(field)
            for other in texts[field].values():
                annotations[other], namespace[other] = annotation, None
        namespace |= {"__annotations__": annotations, "texts": texts}
        return super().__new__(mcs, name, bases, namespace, **config)


def _others(field: str) -> Mapping[str, str]:
    stem = field.removesuffix(OFFICIAL_END)
    return {language.code: f"{stem}_{language.spoken}" for language in TABLE if language.code != OFFICIAL}


class Record(msgspec.Struct, frozen=True, kw_only=True, metaclass=RecordClass):
    """What every kind of record has; kinds are its subclasses in ``subjects``."""

    purpose: ClassVar[Purpose] = Purpose.REGISTER
    """What its values are kept for, where a field does not say otherwise."""
    traits: ClassVar[Traits]
    """What else the house has to know of its kind; each class states its own."""
    realm: ClassVar[str] = "village"
    """The stream it is written in: ``village``, ``county`` or ``local``. LOCAL fields always go to ``local``."""
    owner: ClassVar[str | None] = None
    """The field that names the household it belongs to; what hangs on a record between says so in ``Traits.about``."""

    at_most: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Pairs of fields of which the first is never more, or later, than the second, and the reason of refusing it. Of
    several fields, with a bar between them, the earliest counts."""

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what a record of these values says that cannot stand together."""
        return iter(())

    def stays(self, known: Known) -> bool:
        """Return whether it stays on the laptop, whoever's it is; asked of those taken out as well."""
        return False

    @classmethod
    def unfit(cls, before: Mapping[str, Any], taken: Mapping[str, Any], on: date) -> Iterator[Contradiction]:
        """Yield what cannot be of a record as a whole when values are written over what stood, on a day.

        Each with the one field it is refused at.
        """
        return iter(())

    @classmethod
    def implied(cls, values: Mapping[str, Any], stood: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return what values, as they were typed over what stood, say of other fields as well."""
        return {}

    texts: ClassVar[Mapping[str, Mapping[str, str]]]
    """Fields that hold a text kept in each language, and by language those that hold it in the others."""

    id: str
    """UUIDv7, made on the desk."""
    village: str = ""
    """The 12-digit code of the village, or the 6-digit one of the county."""
    voided: Annotated[str | None, code(PRIVATE, VOIDED, own_act="own_act")] = None
    """In what way it was taken out; empty while it stands. Never deleted."""
    voided_why: Annotated[str | None, text(LOCAL, 200, own_act="own_act")] = None
    """The reason in a person's words, which may tell on somebody: they stay here."""

    def text(self, name: str) -> str | None:
        """Return what a field of text says, with what it is in other languages where it is kept in each."""
        first = getattr(self, name)
        others = {language: getattr(self, other) for language, other in self.texts.get(name, {}).items()}
        told = {language: text for language, text in others.items() if text}
        return InLanguages(first or "", told) if told else first


HEADER = ("id", "village")
"""Attributes of a record that are not fields: they are in the header of its changes."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field in its record: name, Python type, and what is said of it."""

    name: str
    python: Any
    """The type without ``None``."""
    field: Field
    purpose: Purpose
    text_of: str | None = None
    """Of a text in one language: the field that holds it as it was written first."""

    @property
    def local(self) -> bool:
        """Whether it never leaves the laptop; of what keeps a no, the village's laptops."""
        return self.field.privacy is Privacy.LOCAL

    @property
    def keeps_no(self) -> bool:
        """Whether a value in it keeps a no (``Field.keeps_no``)."""
        return self.field.keeps_no


@dataclass(frozen=True, slots=True)
class KindSpec:
    """A record kind: its snake_case name, class, fields in the order they are declared, and traits."""

    kind: str
    cls: type[Record]
    fields: dict[str, FieldSpec]
    traits: Traits


@cache
def kind_name(cls: type[Record]) -> str:
    """Return the kind's name in snake_case, as it stands in files, tables and commands."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


@cache
def spec_of(cls: type[Record]) -> KindSpec:
    """Read a record class: the one definition that table, form, bundle and schema come from.

    Raises ``TypeError`` for a field without a privacy class, or for one that keeps a no and is not LOCAL: such a column
    cannot exist; and for a class without traits of its own, for those of another kind would be inherited in silence.
    """
    if "traits" not in cls.__dict__:
        raise TypeError(f"{cls.__name__} states no traits")
    fields: dict[str, FieldSpec] = {}
    text_of = {other: first for first, others in cls.texts.items() for other in others.values()}
    hints = get_type_hints(cls, include_extras=True)
    for name in cls.__struct_fields__:
        if name in HEADER:
            continue
        hint = hints[name]
        declared_fields = [extra for extra in get_args(hint)[1:] if isinstance(extra, Field)]
        if get_origin(hint) is not Annotated or len(declared_fields) != 1:
            raise TypeError(f"{cls.__name__}.{name} has no field definition")
        if declared_fields[0].keeps_no and declared_fields[0].privacy is not LOCAL:
            raise TypeError(f"{cls.__name__}.{name} keeps a no and is not LOCAL")
        python = _without_none(get_args(hint)[0])
        field = replace(declared_fields[0], required=declared_fields[0].required and name not in text_of)
        fields[name] = FieldSpec(name, python, field, field.purpose or cls.purpose, text_of.get(name))
    return KindSpec(kind_name(cls), cls, fields, cls.traits)


def _without_none(hint: Any) -> Any:
    plain = [part for part in get_args(hint) if part is not type(None)]
    return plain[0] if type(None) in get_args(hint) and len(plain) == 1 else hint


def in_other_languages(record: Record, name: str) -> dict[str, str]:
    """Return a text kept in each language, by language: those in which it is written besides the first."""
    texts = {language: getattr(record, other) for language, other in record.texts[name].items()}
    return {language: text for language, text in texts.items() if text}
