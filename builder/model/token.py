"""Access tokens: what a token endpoint answers (RFC 6749, sections 5.1 and 5.2)."""

from __future__ import annotations

from math import isnan
from typing import Any

import msgspec

from builder.model.masking import MASK
from builder.model.step import Received, StepError

UNTOLD_SECONDS = 300.0
"""How long a token is reused when the endpoint does not say how long it is good."""

MARGIN_SECONDS = 30.0
"""A token is fetched anew this long before it expires, or a tenth of its life when that is less."""

_SHOWN = 300
_LONGEST = 1e9
_ERROR = 400
_PUBLIC = ("token_type", "expires_in", "scope")
_SECRETS = ("access_token", "refresh_token", "id_token")


class Token(msgspec.Struct, frozen=True):
    """An access token.

    Attributes:
        access: The token itself.
        seconds: How long it is good from when it was issued, None when the endpoint did not say.
        refresh: The refresh token that came with it; empty when none did.
        scope: The scope that was granted, as far as the endpoint says.
    """

    access: str
    seconds: float | None = None
    refresh: str = ""
    scope: str = ""

    @property
    def reusable(self) -> float:
        """For how many seconds it may be reused."""
        if self.seconds is None:
            return UNTOLD_SECONDS
        return self.seconds - min(MARGIN_SECONDS, self.seconds / 10)

    def __repr__(self) -> str:
        return f"Token({self.seconds} s)"


def read_token(answer: Received) -> Token:
    """The token in an answer of a token endpoint.

    Raises:
        StepError: "token-refused" with the endpoint's `error` and `error_description`, or
            "token-endpoint" when the answer is nothing a token endpoint answers.
    """
    said = _object(answer)
    if "error" in said:
        raise _failed("token-refused", _refusal(said), answer)
    if answer.status >= _ERROR:
        raise _failed("token-endpoint", f"It answered {answer.status} without saying why.", answer)
    access = said.get("access_token")
    if not isinstance(access, str) or not access:
        raise _failed("token-endpoint", "Its answer has no `access_token`.", answer)
    return Token(
        access,
        _seconds(said.get("expires_in")),
        _text(said.get("refresh_token")),
        _text(said.get("scope")),
    )


def refuses_client(answer: Received) -> bool:
    """Whether the endpoint does not know the client or its secret (`invalid_client`)."""
    return answer.status >= _ERROR and b"invalid_client" in (answer.body.data or b"")


def refuses_grant(answer: Received) -> bool:
    """Whether the refresh token or code is not good any more (`invalid_grant`)."""
    return answer.status >= _ERROR and b"invalid_grant" in (answer.body.data or b"")


def shown(answer: Received) -> dict[str, Any]:
    """What came back, for people: every text is masked but those that are known to be public."""
    return {
        name: MASK if name not in _PUBLIC and not isinstance(value, bool | int | float) else value
        for name, value in _object(answer).items()
    }


def secrets_in(answer: Received) -> frozenset[str]:
    """What must not be shown of a token endpoint's answer, whether or not it is usable."""
    said = _decoded(answer.body.data or b"")
    if said is None:
        return frozenset()
    return frozenset(_text(said.get(name)) for name in _SECRETS) - {""}


def _object(answer: Received) -> dict[str, Any]:
    data = answer.body.data or b""
    if 300 <= answer.status < _ERROR:
        what = f"It answered {answer.status}, a redirect, which credentials do not follow: put the "
        raise _failed("token-endpoint", f"{what}address it leads to into Token URL.", answer)
    if not data.strip():
        raise _failed("token-endpoint", f"It answered {answer.status} with nothing.", answer)
    said = _decoded(data)
    if said is not None:
        return said
    media_type = answer.body.media_type.partition(";")[0].strip() or "no Content-Type"
    what = f"It answered {answer.status} with {_shown(media_type)} instead of a JSON object"
    raise _failed("token-endpoint", f"{what}: is this address the token endpoint?", answer)


def _decoded(data: bytes) -> dict[str, Any] | None:
    """A JSON object; None for anything else, however deeply nested it pretends to be."""
    try:
        said = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _refusal(said: dict[str, Any]) -> str:
    """What the endpoint says is wrong; some put an object where RFC 6749 has a text."""
    error = said["error"]
    code = error if isinstance(error, str) else msgspec.json.encode(error).decode()
    description = _text(said.get("error_description"))
    return f"{_shown(code)}: {_shown(description)}" if description else f"{_shown(code)}."


def _failed(kind: str, what: str, answer: Received) -> StepError:
    start = "The token endpoint refused" if kind == "token-refused" else "The token endpoint failed"
    return StepError(kind, f"{start}. {what}", "token_url", answer.exchanges)


def _seconds(told: Any) -> float | None:
    """`expires_in`, which some endpoints write as text; anything else counts as not told."""
    if isinstance(told, bool) or not isinstance(told, int | float | str):
        return None
    try:
        seconds = float(told)
    except (ValueError, OverflowError):
        return None
    return None if isnan(seconds) else max(0.0, min(seconds, _LONGEST))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _shown(text: str) -> str:
    """A text of the endpoint on one line, not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
