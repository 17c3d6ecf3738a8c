"""A request that was sent as a cURL command for bash."""

from __future__ import annotations

import re
import shlex
from base64 import b64encode

from builder.exchange.copied import Copied, Pieces, Variable, copied
from builder.model.http import Exchange

_OWN_HEADERS = ("User-Agent", "Accept")
"""Headers that curl adds unless it is told not to."""

_GLOB = re.compile(r"[\[\]{}]")
_DOTS = re.compile(r"/\.\.?(?:[/?#]|\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_EXPECTED = 1024 * 1024
"""Bodies from this size on make curl wait for a go-ahead."""


def to_curl(exchange: Exchange) -> str:
    """The command that sends the request of an exchange again, redirects not followed.

    Secrets are shell variables; comments before the command say which must be set.
    """
    request = copied(exchange)
    parts = ["curl", *_method(request), *_address(request)]
    parts += _headers(request, exchange.request_body.size)
    before = [f"# Set {it.name} to {it.meaning} first." for it in request.variables]
    if request.lost:
        before.append("# The body was streamed from a file and not kept: add --data-binary @FILE.")
    piped, body = _body(request)
    command = piped + " \\\n  ".join([parts[0] + " " + " ".join(parts[1:2]), *parts[2:], *body])
    return "\n".join([*before, command]) + "\n"


def _method(request: Copied) -> list[str]:
    has_body = request.body is not None or bool(request.body_path)
    if request.method == "HEAD" and not has_body:
        return ["--head"]
    if request.method == ("POST" if has_body else "GET"):
        return []
    return [f"-X {shlex.quote(request.method)}"]


def _address(request: Copied) -> list[str]:
    text = "".join(piece for piece in request.url if isinstance(piece, str))
    flags = ["--globoff"] if _GLOB.search(text) else []
    flags += ["--path-as-is"] if _DOTS.search(text) else []
    return [*flags, _quoted(request.url)]


def _headers(request: Copied, size: int) -> list[str]:
    given = {name.lower() for name, _ in request.headers}
    lines = [
        f"-H {_quoted(_joined(f'{name}: ', value) if value else (f'{name};',))}"
        for name, value in request.headers
    ]
    absent = [name for name in _OWN_HEADERS if name.lower() not in given]
    absent += ["Content-Type"] if size and "content-type" not in given else []
    absent += ["Expect"] if size >= _EXPECTED else []
    lines += [f"-H '{name}:'" for name in absent]
    if "accept-encoding" in given:
        lines.append("--compressed")
    return lines


def _body(request: Copied) -> tuple[str, list[str]]:
    """What stands before the command to feed it, and the options."""
    if request.body_path:
        return "", [f"--data-binary @{shlex.quote(request.body_path)}"]
    if request.body is None:
        return "", []
    if isinstance(request.body, bytes):
        coded = b64encode(request.body).decode("ascii")
        return f"printf %s {coded} | base64 -d | ", ["--data-binary @-"]
    return "", [f"--data-raw {_quoted(request.body)}"]


def _joined(text: str, pieces: Pieces) -> Pieces:
    """Pieces with a text before them."""
    if pieces and isinstance(pieces[0], str):
        return (text + pieces[0], *pieces[1:])
    return (text, *pieces)


def _quoted(pieces: Pieces) -> str:
    """One word of bash: text in single quotes, variables in double ones."""
    words = []
    for piece in pieces:
        if not isinstance(piece, str):
            words.append(_variable(piece))
        elif _CONTROL.search(piece):
            words.append(_ansi(piece))
        else:
            words.append("'" + piece.replace("'", "'\\''") + "'")
    return "".join(words) or "''"


def _variable(it: Variable) -> str:
    if it.login:
        return f'"$(printf %s "${it.name}" | base64 | tr -d \'\\n\')"'
    return f'"${it.name}"'


def _ansi(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "$'" + _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", escaped) + "'"
