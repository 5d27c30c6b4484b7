"""JSON Schema (2020-12) of each record kind, read from the same definition as everything else."""

from __future__ import annotations

from typing import Any

from fupin_desk.domain.record import FieldSpec
from fupin_desk.kinds import KINDS, kind_spec


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
        "properties": {**own, **{name: _field(field) for name, field in spec.fields.items()}},
        "additionalProperties": False,
        "x-complete": [name for name, field in spec.fields.items() if field.field.required],
    }


def schemas() -> dict[str, Any]:
    """Return the schemas of all kinds."""
    return {kind: schema_of(kind) for kind in KINDS}


def _field(spec: FieldSpec) -> dict[str, Any]:
    field = spec.field
    schema: dict[str, Any] = {
        **field.shape.schema(field),
        "x-privacy": str(field.privacy),
        "x-purpose": str(spec.purpose),
    }
    if field.only is not None:
        schema["x-only"] = {field.only[0]: list(field.only[1])}
    if field.kinds:
        schema["x-kinds"] = list(field.kinds)
    return schema
