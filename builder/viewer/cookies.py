"""Cookies a response set, from its Set-Cookie headers (RFC 6265, section 5.2)."""

from __future__ import annotations

from collections.abc import Sequence

from builder.look.language import tr
from builder.model.http import Header

COLUMNS = ("Name", "Value", "Domain", "Path", "Expires", "Flags")
FLAGS = {"secure": "Secure", "httponly": "HttpOnly", "partitioned": "Partitioned"}


def cookie_rows(headers: Sequence[Header]) -> list[tuple[str, ...]]:
    """One row a cookie, in the order of `COLUMNS`."""
    return [_row(value) for name, value in headers if name.lower() == "set-cookie"]


def _row(cookie: str) -> tuple[str, ...]:
    pair, *attributes = cookie.split(";")
    name, _, value = pair.partition("=")
    found: dict[str, str] = {}
    for attribute in attributes:
        key, _, content = attribute.partition("=")
        found[key.strip().lower()] = content.strip()
    flags = [shown for key, shown in FLAGS.items() if key in found]
    if found.get("samesite"):
        flags.append(f"SameSite {found['samesite']}")
    age = tr("after {n} s", n=found["max-age"]) if found.get("max-age") else ""
    expires = age or found.get("expires") or tr("with the run")
    return (
        name.strip(),
        value.strip(),
        found.get("domain", ""),
        found.get("path", ""),
        expires,
        ", ".join(flags),
    )
