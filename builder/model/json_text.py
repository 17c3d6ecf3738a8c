"""JSON text to values and back with every digit kept (RFC 8259).

Integers become int, numbers with a fraction or an exponent become `Number`, so nothing is rounded
on the way through.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn, TypeAlias

import msgspec

from builder.model.number import INTEGER_DIGITS, Number

Json: TypeAlias = Any
"""None, bool, int, Number, str, list or dict with str keys; nested; float is accepted too."""

_BYTE_ORDER_MARK = "\ufeff"
_TOO_MANY_DIGITS = f"An integer has more than {INTEGER_DIGITS:,} digits"


class JsonError(ValueError):
    """Text that is no JSON, or a value that JSON cannot hold.

    Attributes:
        line: 1-based line of the fault; 0 when there is no place.
        column: 1-based column, counted in characters.
        reason: What is wrong, without the place.
    """

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        place = f" at line {line}, column {column}" if line else ""
        super().__init__(f"{reason}{place}")
        self.reason = reason
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[type[JsonError], tuple[str, int, int]]:
        return type(self), (self.reason, self.line, self.column)


def parse(data: bytes | str) -> Json:
    """Read one JSON value; of duplicate keys the last wins, a byte order mark is skipped.

    Raises:
        JsonError: Not JSON (NaN included), not UTF-8, nested too deep, or an integer of more than
            4,300 digits.
    """
    try:
        return _DECODER.decode(data)
    except RecursionError:
        raise JsonError("The JSON is nested too deep") from None
    except (msgspec.MsgspecError, UnicodeError):
        return _parse_again(data)


def compact(value: Json) -> str:
    """One line of JSON without spaces; non-ASCII characters stay as they are.

    Raises:
        JsonError: The value holds something JSON cannot hold, or is nested too deep.
    """
    return _encode(value).decode()


def pretty(value: Json, indent: int = 2) -> str:
    """JSON on several lines, `indent` spaces a level.

    Raises:
        JsonError: As `compact`.
    """
    return msgspec.json.format(_encode(value), indent=indent).decode()


def _raw(value: object) -> msgspec.Raw | dict[object, object]:
    if isinstance(value, Number):
        return msgspec.Raw(str(value).encode())
    if isinstance(value, Mapping):
        return dict(value)  # a File, whose bytes are read only now
    raise NotImplementedError(f"JSON cannot hold a {type(value).__name__}")


_DECODER = msgspec.json.Decoder(float_hook=Number)
_ENCODER = msgspec.json.Encoder(enc_hook=_raw)


def _encode(value: Json) -> bytes:
    try:
        return _ENCODER.encode(value)
    except RecursionError:
        raise JsonError("The value is nested too deep for JSON") from None
    except UnicodeError:
        raise JsonError("The text holds half a surrogate pair, which is no character") from None
    except (TypeError, NotImplementedError) as fault:
        raise JsonError(str(fault)) from None
    except ValueError:
        raise JsonError(_TOO_MANY_DIGITS) from None


def _parse_again(data: bytes | str) -> Json:
    """Read with the standard library what the fast reader refused, for the place of the fault.

    Two things it refuses are JSON after all: a byte order mark and negative integers of exactly
    4,300 digits.
    """
    text = _text(data)
    try:
        value = json.loads(
            text, parse_float=Number, parse_int=_integer, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise JsonError(_sentence(error.msg), error.lineno, error.colno) from None
    except RecursionError:
        raise JsonError("The JSON is nested too deep") from None
    compact(value)  # half a surrogate pair gets past this reader, but is no text
    return value


def _text(data: bytes | str) -> str:
    if isinstance(data, str):
        return data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise JsonError("The bytes are not UTF-8", line, column) from None


def _integer(digits: str) -> int:
    if len(digits.removeprefix("-")) > INTEGER_DIGITS:
        raise JsonError(_TOO_MANY_DIGITS)
    return int(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise JsonError(f"{name} is no JSON value")


def _sentence(message: str) -> str:
    return (message[:1].upper() + message[1:]).removesuffix(" at")
