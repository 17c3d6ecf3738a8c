"""A request that was sent as a Python program with httpx."""

from __future__ import annotations

from builder.exchange.copied import Copied, Pieces, Variable, copied
from builder.model.http import Exchange


def to_python(exchange: Exchange) -> str:
    """The program that sends the request of an exchange again, redirects not followed.

    Secrets are read from the environment.
    """
    request = copied(exchange)
    lines = [*_imports(request), "import httpx", ""]
    lines += [f"# Set {it.name} to {it.meaning} first." for it in request.variables]
    lines += ["request = httpx.Request("]
    lines += [f"    {request.method!r},", f"    {_text(request.url)},", "    headers=["]
    lines += [f"        ({name!r}, {_header(value)})," for name, value in request.headers]
    lines += ["    ],"]
    content = _content(request)
    lines += [f"    content={content},"] if content else []
    if request.lost:
        lines += ["    # The body was streamed from a file and not kept: content=open(…, 'rb')"]
    lines += [
        ")",
        "with httpx.Client() as client:",
        "    response = client.send(request)",
        "print(response.status_code)",
        "print(response.text)",
    ]
    return "\n".join(lines) + "\n"


def _content(request: Copied) -> str:
    if request.body_path:
        return f"open({request.body_path!r}, 'rb').read()"
    if request.body is None:
        return ""
    if isinstance(request.body, bytes):
        return repr(request.body)
    return f"({_text(request.body)}).encode()"


def _header(value: Pieces) -> str:
    """A header's value; httpx takes only ASCII as text."""
    plain = all(isinstance(piece, str) and piece.isascii() for piece in value)
    return _text(value) if plain else f"({_text(value)}).encode()"


def _text(pieces: Pieces) -> str:
    found = [repr(p) if isinstance(p, str) else _variable(p) for p in pieces]
    return " + ".join(found) or "''"


def _variable(it: Variable) -> str:
    value = f"os.environ[{it.name!r}]"
    return f"b64encode({value}.encode()).decode()" if it.login else value


def _imports(request: Copied) -> list[str]:
    lines = ["import os"] if request.variables else []
    login = any(it.login for it in request.variables)
    return [*lines, "from base64 import b64encode"] if login else lines
