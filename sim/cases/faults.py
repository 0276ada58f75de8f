"""Schema errors as faults: place, line, what is wrong, what came, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sim.cases.names import NAMED, nearest
from sim.cases.yaml_text import Document, Place, place_text, shown
from sim.errors import Fault

MAX_FAULTS = 200
"""So many are told of one file; more help nobody, and finding the nearest names takes time."""

_KINDS = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}


def schema_faults(error: ValidationError, annotation: Any, document: Document, where: str) -> tuple[Fault, ...]:
    """Return one fault for each error of the schema, in order of lines.

    Parameters
    ----------
    annotation
        The type that was asked for: a model, or a tuple of models.
    document
        The document that was validated; gives the lines.
    where
        Name of the file in the faults.
    """
    faults: dict[tuple[int, str], Fault] = {}
    for details in error.errors(include_url=False)[:MAX_FAULTS]:
        place = tuple(step for step in details["loc"] if isinstance(step, str | int))
        fault = Fault(where, document.line(place), place_text(place), _message(details, annotation, place))
        faults.setdefault((fault.line, fault.path), fault)
    return in_order(faults.values())


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults by line, then by place."""
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.path)))


def _message(details: ErrorDetails, annotation: Any, place: Place) -> str:
    kind, got = details["type"], shown(details.get("input"))
    if kind == NAMED:
        context = details.get("ctx", {})
        return f"{context['wrong']}, got {got}; {context['allowed']}."
    if kind == "extra_forbidden":
        names = _field_names(_at(annotation, place[:-1])[0])
        name = str(place[-1])
        return f"unknown field, got {shown(name)}; {nearest(name, names)}allowed is {', '.join(names)}."
    target, field = _at(annotation, place)
    allowed = _allowed(target, field)
    hint = f" {field.description}" if field is not None and field.description else ""
    if hint and allowed == _KINDS[str]:
        allowed, hint = hint.strip().removesuffix("."), ""
    if kind == "missing":
        return f"is missing, got nothing; allowed is {allowed}.{hint}"
    return f"{_wrong(kind, target)}, got {got}; {_near(details, target)}allowed is {allowed}.{hint}"


def _wrong(kind: str, target: Any) -> str:
    if kind.startswith(("greater_than", "less_than")):
        return "is out of range"
    if kind in {"string_too_short", "string_too_long", "too_short", "too_long"}:
        return "has the wrong length"
    if kind == "string_pattern_mismatch":
        return "is not a valid id"
    if kind == "literal_error":
        return "is unknown"
    return f"is not {_kind(target)}"


def _near(details: ErrorDetails, target: Any) -> str:
    given = details.get("input")
    if details["type"] == "literal_error" and isinstance(given, str):
        return nearest(given, [str(choice) for choice in get_args(target)])
    return ""


def _kind(target: Any) -> str:
    if _is_model(target):
        return "a mapping of fields"
    if get_origin(target) is tuple:
        return "a list"
    return _KINDS.get(target, "one of the allowed values")


def _allowed(target: Any, field: FieldInfo | None) -> str:
    if _is_model(target):
        return f"the fields {', '.join(_field_names(target))}"
    if get_origin(target) is Literal:
        return ", ".join(str(choice) for choice in get_args(target))
    bounds = _bounds(field)
    if get_origin(target) is tuple:
        return f"a list of at most {bounds['max_length']}" if "max_length" in bounds else "a list"
    if "ge" in bounds:
        return f"{'a whole number from ' if target is int else ''}{bounds['ge']:g} to {bounds['le']:g}"
    if "max_length" in bounds:
        return f"text of {bounds.get('min_length', 0)} to {bounds['max_length']} characters"
    return _kind(target)


def _bounds(field: FieldInfo | None) -> dict[str, float]:
    """Return the bounds a field declares, by name: ge, le, min_length, max_length."""
    bounds: dict[str, float] = {}
    for item in field.metadata if field is not None else ():
        for name in ("ge", "le", "min_length", "max_length"):
            value = getattr(item, name, None)
            if value is not None:
                bounds[name] = value
    return bounds


def _at(annotation: Any, place: Place) -> tuple[Any, FieldInfo | None]:
    """Return the type at a place, and the field that declares it."""
    target, field = _bare(annotation)
    for step in place:
        if isinstance(step, int) and get_origin(target) is tuple:
            target, field = _bare(get_args(target)[0])
        elif isinstance(step, str) and _is_model(target):
            field = next((f for name, f in target.model_fields.items() if step in {name, f.alias}), None)
            target = _bare(field.annotation)[0] if field is not None else None
        else:
            return None, None
    return target, field


def _bare(annotation: Any) -> tuple[Any, FieldInfo | None]:
    """Return a type without its wrapping of `Annotated` and `| None`, and the declaration in the wrapping."""
    field: FieldInfo | None = None
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner = FieldInfo.from_annotation(annotation)
            field = field or inner
            annotation = get_args(annotation)[0]
        elif origin in {Union, UnionType}:
            annotation = next(choice for choice in get_args(annotation) if choice is not NoneType)
        else:
            return annotation, field


def _field_names(model: Any) -> list[str]:
    if not _is_model(model):
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _is_model(target: Any) -> bool:
    return isinstance(target, type) and issubclass(target, BaseModel)
