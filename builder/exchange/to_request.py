"""A request that was sent, as a step that can be edited and sent again."""

from __future__ import annotations

from dataclasses import dataclass

from builder.bodies.none import NoBody
from builder.bodies.raw import Language, RawBody
from builder.exchange.copied import Copied, Pieces, Variable, copied
from builder.exchange.literal import literal
from builder.model.headers import USER_AGENT
from builder.model.http import Exchange
from builder.model.rows import Row
from builder.model.url import split
from builder.steps import Request

_OWN = frozenset(
    ("host", "content-length", "connection", "accept-encoding", "transfer-encoding", "keep-alive")
)
"""Headers that every request gets anew."""
_LANGUAGES = (
    ("json", Language.JSON),
    ("html", Language.HTML),
    ("xml", Language.XML),
    ("javascript", Language.JAVASCRIPT),
)


@dataclass(frozen=True, slots=True)
class Resent:
    """A step made of a request that was sent.

    Attributes:
        step: The step. Secrets are references to variables of the environment.
        variables: Names of these variables, in order.
        without_body: The body was binary or was not kept; the step has none.
    """

    step: Request
    variables: tuple[str, ...] = ()
    without_body: bool = False


def to_request(exchange: Exchange, number: int) -> Resent:
    """Make a step of the request of an exchange.

    Args:
        exchange: What was recorded; secrets in it are masked.
        number: The step's number.
    """
    sent = copied(exchange)
    without_body = sent.lost or bool(sent.body_path) or isinstance(sent.body, bytes)
    body = RawBody(language=_language(sent), text=_text(sent.body)) if _has_text(sent) else NoBody()
    url, query = split(_text(sent.url))
    step = Request(
        number=number,
        method=sent.method,
        url=url,
        query=query,
        headers=tuple(
            Row(key=literal(name), value=_text(value))
            for name, value in sent.headers
            if not _is_own(name, value)
        ),
        body=body,
    )
    names = tuple(dict.fromkeys(it.name for it in sent.variables))
    return Resent(step, names, without_body)


def _has_text(sent: Copied) -> bool:
    return isinstance(sent.body, tuple) and bool(sent.body)


def _text(pieces: Pieces | bytes | None) -> str:
    """A template that gives these pieces."""
    if not isinstance(pieces, tuple):
        return ""
    return "".join(
        f"{{{{env.{piece.name}}}}}" if isinstance(piece, Variable) else literal(piece)
        for piece in pieces
    )


def _language(sent: Copied) -> Language:
    kind = next(
        (_text(value).lower() for name, value in sent.headers if name.lower() == "content-type"), ""
    )
    return next((language for word, language in _LANGUAGES if word in kind), Language.TEXT)


def _is_own(name: str, value: Pieces) -> bool:
    lowered = name.lower()
    usual = {"user-agent": (USER_AGENT,), "accept": ("*/*",)}
    return lowered in _OWN or usual.get(lowered) == value
