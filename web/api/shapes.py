"""Shapes of what the API takes and answers: one dataclass each.

From it come both: what is refused, and what the OpenAPI document says.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from datetime import datetime, timezone
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.announcements import MAX_MOMENT_YEAR, MIN_MOMENT_YEAR
from core.errors import BadInput

Shape = TypeVar("Shape")
_NAMES = {str: "text", int: "a whole number", bool: "true or false"}


def told(
    about: str,
    example: Any = None,
    longest: int | None = None,
    shortest: int = 0,
    least: int = 0,
    most: int = 2**31 - 1,
    default: Any = MISSING,
) -> Any:
    """Describe a field: what it is for, an example, and its bounds."""
    limits = {"longest": longest, "shortest": shortest, "least": least, "most": most}
    return field(default=default, metadata={"about": about, "example": example, **limits})


def read(shape: type[Shape], given: Mapping[str, Any]) -> Shape:
    """Return what somebody sent, by its shape; raises BadInput naming the field."""
    hints = get_type_hints(shape)
    known = {each.name: each for each in fields(shape)}  # type: ignore[arg-type]
    for name in given:
        if name not in known:
            has = ", ".join(known) or "none"
            raise BadInput(f"There is no field '{str(name)[:40]}' here. Fields are: {has}.")
    found = {}
    for name, each in known.items():
        if name in given:
            found[name] = _checked(hints[name], each, given[name])
        elif each.default is MISSING:
            raise BadInput(f"'{name}' is missing: {each.metadata['about']}.")
    return shape(**found)


def read_query(shape: type[Shape], args: Mapping[str, list[str]]) -> Shape:
    """Return what an address asks for, as `read`; numbers are typed there as text."""
    hints, given = get_type_hints(shape), {}
    for name, values in args.items():
        value: Any = str(values[0]).replace("\0", "")
        if hints.get(name) is int and value.isascii() and value.isdecimal() and len(value) < 11:
            value = int(value)
        given[name] = value
    return read(shape, given)


def schema_of(shape: type[Any], parts: dict[str, Any]) -> dict[str, Any]:
    """Return a reference to a shape's JSON Schema, and put it among `parts`."""
    name = shape.__name__
    if name not in parts:
        parts[name] = {}
        hints = get_type_hints(shape)
        needed = [each.name for each in fields(shape) if each.default is MISSING]
        parts[name] = {
            "type": "object",
            "description": " ".join((shape.__doc__ or "").split()),
            "properties": {
                each.name: field_schema(hints[each.name], each, parts) for each in fields(shape)
            },
            "additionalProperties": False,
            **({"required": needed} if needed else {}),
        }
    return {"$ref": f"#/components/schemas/{name}"}


def field_schema(hint: Any, of: Field[Any], parts: dict[str, Any]) -> dict[str, Any]:
    """Return a field's JSON Schema with what it is for."""
    about = {"description": of.metadata["about"]}
    if of.default is not MISSING and of.default is not None:
        about["default"] = of.default
    return {**_schema(hint, of.metadata, parts), **about}


def example_of(shape: type[Any]) -> dict[str, Any]:
    """Return an example of a shape, made of its fields' own."""
    hints = get_type_hints(shape)
    return {
        each.name: _example(hints[each.name], each.metadata["example"]) for each in fields(shape)
    }


def _example(hint: Any, given: Any) -> Any:
    inner, is_list = _inner(hint)
    if given is None and is_dataclass(inner):
        made = example_of(inner)  # type: ignore[arg-type]
        return [made] if is_list else made
    return given


def _inner(hint: Any) -> tuple[Any, bool]:
    """Return what a hint is of, and whether it is a list of it."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(each for each in get_args(hint) if each is not type(None)), False
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    return hint, False


def _schema(hint: Any, limits: Mapping[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    inner, is_list = _inner(hint)
    if is_list:
        return {"type": "array", "items": _schema(inner, limits, parts)}
    if hint is not inner:
        return {"anyOf": [_schema(inner, limits, parts), {"type": "null"}]}
    if is_dataclass(inner):
        return schema_of(inner, parts)  # type: ignore[arg-type]
    if get_origin(inner) is dict:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if inner is datetime:
        return {"type": "string", "format": "date-time"}
    if issubclass(inner, Enum):
        return {"type": "string", "enum": [each.value for each in inner]}
    if inner is bool:
        return {"type": "boolean"}
    if inner is int:
        return {"type": "integer", "minimum": limits["least"], "maximum": limits["most"]}
    bounds = {"maxLength": limits["longest"], "minLength": limits["shortest"]}
    return {"type": "string"} | {name: bound for name, bound in bounds.items() if bound}


def _checked(hint: Any, of: Field[Any], value: Any) -> Any:
    inner, is_list = _inner(hint)
    if is_list:
        if not isinstance(value, list):
            raise BadInput(f"'{of.name}' must be a list.")
        return tuple(_one(inner, of, each) for each in value)
    if value is None and hint is not inner:
        return None
    return _one(inner, of, value)


def _one(kind: Any, of: Field[Any], value: Any) -> Any:
    if kind is datetime:
        return _moment(of.name, value)
    if issubclass(kind, Enum):
        return _named(kind, of.name, value)
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        raise BadInput(f"'{of.name}' must be {_NAMES[kind]}.")
    limits = of.metadata
    if kind is int and not limits["least"] <= value <= limits["most"]:
        raise BadInput(f"'{of.name}' must be from {limits['least']} to {limits['most']}.")
    if kind is str:
        _check_length(of.name, value, limits)
    return value


def _check_length(name: str, value: str, limits: Mapping[str, Any]) -> None:
    if limits["longest"] is not None and len(value) > limits["longest"]:
        raise BadInput(f"'{name}' may have {limits['longest']:,} characters at most.")
    if len(value) < limits["shortest"]:
        raise BadInput(f"'{name}' must have {limits['shortest']:,} characters at least.")


def _named(kind: type[Enum], name: str, value: Any) -> Enum:
    for each in kind:
        if each.value == value and isinstance(value, str):
            return each
    raise BadInput(f"'{name}' must be one of: {', '.join(str(each.value) for each in kind)}.")


def _moment(name: str, value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value).upper().replace("Z", "+00:00"))
        is_usual = MIN_MOMENT_YEAR <= moment.year <= MAX_MOMENT_YEAR  # others overflow somewhere
        if moment.tzinfo is not None and isinstance(value, str) and is_usual:
            return moment.astimezone(timezone.utc)
    except ValueError:
        pass
    raise BadInput(
        f"'{name}' must be a moment from {MIN_MOMENT_YEAR} to {MAX_MOMENT_YEAR}, "
        "as 2027-05-15T09:00:00Z."
    )
