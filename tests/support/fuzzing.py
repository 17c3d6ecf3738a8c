"""What is fuzzed, and with how many cases in every run of the tests."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hypothesis import settings

CASES: Mapping[str, int] = MappingProxyType(
    {
        "responses of HTTP/1.1, in pieces of any size": 1500,
        "bytes beyond the end of a response": 800,
        "frames of HTTP/2": 300,
        "broken content codings": 300,
        "typed URLs taken apart and put together": 1000,
        "typed URLs, a key at a time": 300,
        "query rows edited beside their URL": 500,
        "addresses encoded twice": 1000,
        "requests sent: the target that a server got": 400,
        "values in path and query: what a server read": 300,
        "cURL commands": 1500,
        "texts in quotes of bash, cmd and PowerShell": 500,
        "OpenAPI documents": 300,
    }
)
"""How many cases, by what they are."""


def fuzzed(name: str) -> settings:
    """As many cases as the table says."""
    return settings(max_examples=CASES[name], deadline=None)
