"""What a WWW-Authenticate header asks for (RFC 9110, section 11.6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from builder.model.http import Header

_SCHEME = re.compile(r"[\s,]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?:\s+|(?=,)|$)(?!\s*=)")
_PARAMETER = re.compile(
    r"""[\s,]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))"""
)
_TOKEN68 = re.compile(r"[\s,]*[0-9A-Za-z\-._~+/]+=*(?=\s*(?:,|$))")


class Challenge(msgspec.Struct, frozen=True):
    """One way a server offers to authenticate.

    Attributes:
        scheme: In lower case ("digest").
        parameters: By lower-case name, unquoted.
    """

    scheme: str
    parameters: Mapping[str, str]


def challenges(headers: Iterable[Header]) -> Iterator[Challenge]:
    """The challenges of an answer, in order; what cannot be read is left out."""
    for name, value in headers:
        if name.lower() == "www-authenticate":
            yield from _read(value)


def _read(value: str) -> Iterator[Challenge]:
    at = 0
    while found := _SCHEME.match(value, at):
        at = found.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(value, at):
            name, quoted, plain = parameter.groups()
            text = plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
            parameters.setdefault(name.lower(), text)
            at = parameter.end()
        if not parameters and (single := _TOKEN68.match(value, at)):
            at = single.end()
        yield Challenge(found[1].lower(), parameters)
