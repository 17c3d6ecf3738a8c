"""JSON values checked against a JSON Schema; nothing is ever fetched for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder.model.json_text import Json
from builder.model.number import Number

LONGEST = 300
"""Characters of a sentence from the library; longer ones repeat half of the value."""

PATTERN_SECONDS = 0.5
"""How long one pattern may search."""


class SchemaFault(ValueError):
    """The schema is none that can be used, or the value does not fit it.

    Attributes:
        in_schema: Whether it is the schema that is wrong.
        message: What is wrong and where, without a full stop.
    """

    def __init__(self, in_schema: bool, message: str) -> None:
        super().__init__(message)
        self.in_schema = in_schema
        self.message = message


def check_schema(schema: Json) -> None:
    """Check that a value is a JSON Schema.

    Raises:
        SchemaFault: It is none.
    """
    from jsonschema import SchemaError

    plain = _plain(schema)
    if not isinstance(plain, dict | bool):
        raise SchemaFault(True, "a JSON Schema is an object, or true or false")
    if isinstance(plain, dict) and not isinstance(plain.get("$schema", ""), str):
        raise SchemaFault(True, "$.$schema: this has to be text")
    try:
        _validator(plain).check_schema(plain)
    except SchemaError as error:
        raise SchemaFault(True, _said(error)) from None
    except RecursionError:
        raise SchemaFault(True, "it is nested too deep") from None


def check_value(value: Json, schema: Json) -> None:
    """Check that a value fits a JSON Schema (by default of the draft 2020-12).

    Raises:
        SchemaFault: It does not fit, or the schema cannot be used: other documents it refers to
            are not fetched.
    """
    from jsonschema.exceptions import best_match
    from jsonschema_specifications import REGISTRY
    from referencing.exceptions import Unresolvable

    check_schema(schema)
    plain = _plain(schema)
    validator = _validator(plain)(plain, registry=REGISTRY)
    try:
        error = best_match(validator.iter_errors(_plain(value)))
    except Unresolvable as missing:
        said = f"what “{missing.ref}” refers to is not in the schema, and nothing is fetched"
        raise SchemaFault(True, said) from None
    except re.error as bad:
        raise SchemaFault(True, f"a pattern in it cannot be read: {bad}") from None
    except RecursionError:
        raise SchemaFault(True, "it refers to itself without end") from None
    if error is not None:
        raise SchemaFault(False, _said(error))


def _validator(plain: Any) -> Any:
    """The validator of the schema's draft, with a time limit on its patterns."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend, validator_for

    draft = validator_for(plain, default=Draft202012Validator)
    timed = {"pattern": _pattern, "patternProperties": _pattern_properties}
    return extend(draft, timed)  # type: ignore[no-untyped-call]


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(instance, str) and not _found(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _pattern_properties(
    validator: Any, patterns: Mapping[str, Any], instance: Any, _: Any
) -> Iterator[Any]:
    if not isinstance(instance, dict):
        return
    for pattern, schema in patterns.items():
        for key, value in instance.items():
            if _found(pattern, key):
                yield from validator.descend(value, schema, path=key, schema_path=pattern)


def _found(pattern: str, text: str) -> bool:
    import regex

    try:
        return regex.search(pattern, text, timeout=PATTERN_SECONDS) is not None
    except TimeoutError:
        raise SchemaFault(True, f"the pattern “{pattern[:80]}” takes too long") from None
    except regex.error as bad:
        raise SchemaFault(True, f"the pattern “{pattern[:80]}” cannot be read: {bad}") from None


def _said(error: Any) -> str:
    message = str(error.message)
    if len(message) > LONGEST:
        message = f"this does not fit “{error.validator}”"
    return f"{error.json_path}: {message.rstrip('.')}"


def _plain(value: Any) -> Any:
    """The value with decimals as floats, which the library can calculate with."""
    if isinstance(value, Number):
        return float(value.decimal)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
