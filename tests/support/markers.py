"""Secrets that are easy to find again, and every spelling they could be written in."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote, quote_plus

VARIABLES = {
    "token": 'mk1-"ä+ö/ü&%7E<x>',
    "basic": "mk2:p@:/%25w ünï",
    "query": "mk3 q/&=#+ü",
    "cookie": "mk4-cookie-value_7",
    "client": "mk5!client/secret+",
    "body": 'mk6\\ba"ck\nslash',
    "proxy": "mk7:proxy@/%",
    "certificate": "mk8-certificate pass",
    "pin": "8374926150",
}
"""Values of the secret variables."""
KEPT = {
    "kept": "mk9-kept-literal/+",
    "kept proxy": "mk12-kept:proxy",
    "kept key": "mk13-kept-key",
}
"""Literals that the user chose to keep in the workflow's file, and nowhere else."""
ISSUED = {"access": "mk10-access/+token", "refresh": "mk11-refresh=token"}
"""What the token endpoint gives."""
ALL = {**VARIABLES, **KEPT, **ISSUED}
_SHORTEST = 6


def spellings(value: str) -> set[str]:
    """A value plain, percent-encoded, inside JSON and XML, and in Base64 at each alignment."""
    found = {value, escape(value), escape(value, quote=False)}
    found.add("".join(c if c.isalnum() or c in "_.-~:[]" else quote(c, safe="") for c in value))
    for encoded in (quote(value), quote(value, safe=""), quote_plus(value)):
        found |= {encoded, _lower_digits(encoded)}
    for ascii_only in (True, False):
        inner = json.dumps(value, ensure_ascii=ascii_only)[1:-1]
        found |= {inner, inner.replace("/", "\\/")}
    return found | set(_base64(value.encode()))


def found_in(data: bytes, allowed: Iterable[str] = ()) -> list[str]:
    """Which secrets stand in some bytes: "basic as mk2…" for each spelling that does."""
    looked_for = {name: value for name, value in ALL.items() if name not in set(allowed)}
    return [
        f"{name} as {spelling}"
        for name, value in looked_for.items()
        for spelling in sorted(spellings(value))
        if spelling.encode() in data
    ]


def _lower_digits(encoded: str) -> str:
    first, *rest = encoded.split("%")
    return "%".join([first, *(part[:2].lower() + part[2:] for part in rest)])


def _base64(value: bytes) -> Iterator[str]:
    """What surely appears whatever stands before and after the value."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(b"\0" * before + value + b"\0" * 3).decode()
            start = (before * 8 + 5) // 6
            core = encoded[start : (before + len(value)) * 8 // 6]
            if len(core) >= _SHORTEST:
                yield core
