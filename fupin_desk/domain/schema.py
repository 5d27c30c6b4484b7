"""JSON Schema (2020-12) of each record kind, read from the same definition as everything else."""

from __future__ import annotations

from typing import Any

from fupin_desk.domain.fields import Field, Shape
from fupin_desk.domain.record import FieldSpec
from fupin_desk.domain.records import KINDS, kind_spec

NUMBERS = frozenset({Shape.FEN, Shape.CENTIMU, Shape.PPM, Shape.COUNT, Shape.QUANTITY, Shape.YEAR})
PATTERNS = {
    Shape.DATE: r"^\d{4}-\d{2}-\d{2}$",
    Shape.ID_NUMBER: r"^\d{17}[\dXx]$",
    Shape.USCC: r"^[0-9A-Za-z]{18}$",
    Shape.CARD: r"^\d{12,19}$",
    Shape.PHONE: r"^\+?\d[\d-]{5,18}\d$",
    Shape.VILLAGE: r"^\d{12}$",
    Shape.DIGEST: "^[0-9a-f]{64}$",
    Shape.REFERENCE: "^[0-9a-f-]{36}$",
}


def schema_of(kind: str) -> dict[str, Any]:
    """Return the schema of one kind as ``record put`` takes it: no field is needed, and null clears one."""
    spec = kind_spec(kind)
    own = {
        "id": {"type": "string"},
        "village": {"type": "string"},
        "_seen": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:fupin-desk:record:{kind}",
        "title": kind,
        "description": (spec.cls.__doc__ or "").strip().splitlines()[0],
        "type": "object",
        "properties": {**own, **{name: _field(found) for name, found in spec.fields.items()}},
        "additionalProperties": False,
        "x-complete": [name for name, found in spec.fields.items() if found.field.required],
    }


def schemas() -> dict[str, Any]:
    """Return the schemas of all kinds."""
    return {kind: schema_of(kind) for kind in KINDS}


def _field(spec: FieldSpec) -> dict[str, Any]:
    field = spec.field
    said: dict[str, Any] = {**_shape(field), "x-privacy": str(field.privacy), "x-purpose": str(spec.purpose)}
    if field.only is not None:
        said["x-only"] = {field.only[0]: list(field.only[1])}
    if field.kinds:
        said["x-kinds"] = list(field.kinds)
    return said


def _shape(field: Field) -> dict[str, Any]:
    if field.shape in NUMBERS:
        return {"type": ["integer", "null"], "minimum": field.least, "maximum": field.most}
    if field.shape is Shape.YES:
        return {"type": ["boolean", "null"]}
    if field.shape is Shape.CODE:
        return {"enum": [*field.listed, None]}
    if field.shape in (Shape.CODES, Shape.REFERENCES, Shape.LINES):
        item: dict[str, Any] = {"type": "string"}
        if field.shape is Shape.CODES:
            item = {"enum": list(field.listed)}
        return {"type": ["array", "null"], "items": item}
    said: dict[str, Any] = {"type": ["string", "null"]}
    if field.shape in PATTERNS:
        said["pattern"] = PATTERNS[field.shape]
    if field.most is not None:
        said["maxLength"] = field.most
    return said
