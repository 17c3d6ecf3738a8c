"""A base URL and a path that make one address; a path with a scheme stands for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.model.landing import Landing
from builder.model.rows import Row
from builder.model.step import Resolver
from builder.model.url import called, split, url_problem

_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_NO_SLASH_BEFORE = ("", "?", "#")
"""A path that begins so follows the base as it is."""


def is_absolute(path: str) -> bool:
    """Whether a path replaces the base: it begins with https:// or http://."""
    return _ABSOLUTE.match(path) is not None


def base_problem(base: str) -> str | None:
    """What is wrong with a base URL, as far as can be said before references are replaced."""
    if not base:
        return "The base URL is empty: type an address such as https://api.example.com/v1."
    if "?" in split(base)[0] or split(base)[1] or "#" in base:
        return "A base URL ends with its path: put the query into the requests."
    return url_problem(base)


def joined(base: str, path: str) -> str:
    """Base and path with exactly the slash between them that one of them has, or a new one.

    Only one slash is ever taken for the one that joins: what else is typed stays.
    """
    if path[:1] in _NO_SLASH_BEFORE:
        return base + path
    return f"{base.removesuffix('/')}/{path.removeprefix('/')}"


def path_problem(path: str) -> str | None:
    """What is wrong with a typed path."""
    if is_absolute(path):
        return url_problem(path)
    if path[:1].isspace() or path[-1:].isspace():
        return "The path begins or ends with a space or a line break: take it out."
    return None


def resolved_address(base: str, path: str, query: Sequence[Row], ctx: Resolver) -> str:
    """The address that is called: references replaced, the query appended, percent-encoded.

    A path that opens with a reference replaces the base when its value is an address of its own,
    as links to the next page are.

    Args:
        base: The connection's base URL, with references.
        path: What the step adds to it, with references, or an address of its own.
        query: Rows of the query besides those in the path.
        ctx: Resolves references.

    Raises:
        StepError: "invalid-url" with the reason, or a reference that cannot be resolved.
    """
    if "?" in path:
        path, typed = split(path)
        query = (*typed, *query)
    return called(_text(base, path, ctx), query, ctx)


def _text(base: str, path: str, ctx: Resolver) -> str:
    if is_absolute(path):
        return ctx.text(path, "url", Landing.URL)
    if path.startswith("{{"):
        opening = ctx.text(path, "url", Landing.URL)
        if is_absolute(opening):
            return opening
    start = ctx.text(base, "connection", Landing.URL)
    if path[:1] in _NO_SLASH_BEFORE:
        return start + ctx.text(path, "url", Landing.URL)
    # With the slash before it a reference at its beginning is escaped as part of a path.
    return joined(start, ctx.text(f"/{path.removeprefix('/')}", "url", Landing.URL))
