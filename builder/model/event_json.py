"""Events and other records as JSON bytes and back, with every digit kept."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec

from builder.model.number import Number

R = TypeVar("R")


def encode(record: Any) -> bytes:
    """One line of JSON.

    Args:
        record: An event, an exchange, or plain JSON data with numbers that remember their text.
    """
    return _ENCODER.encode(record)


def decode(data: bytes, kind: type[R]) -> R:
    """What `encode` wrote.

    Raises:
        msgspec.DecodeError: It is something else.
    """
    result: R = _decoder(kind).decode(data)  # type: ignore[arg-type]  # a class can be hashed
    return result


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, float_hook=Number)


def digits(value: object) -> object:
    """For encoders of JSON: numbers that remember their text are written as that.

    Raises:
        NotImplementedError: The value is no number, and nothing that JSON holds.
    """
    if isinstance(value, Number):
        return msgspec.Raw(str(value).encode())
    raise NotImplementedError(f"JSON cannot hold a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=digits)
