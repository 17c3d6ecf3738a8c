from __future__ import annotations

import pytest

from builder.storage.refresh_tokens import ENTRY, MOST, RefreshTokens
from builder.storage.secrets import MemorySecrets


def test_the_latest_is_kept_by_environment_and_hash() -> None:
    secrets = MemorySecrets()
    tokens = RefreshTokens(secrets)
    tokens.keep("dev", "a", "one")
    tokens.keep("dev", "b", "two")
    tokens.keep("dev", "a", "three")
    tokens.keep("live", "a", "four")
    again = RefreshTokens(secrets)
    assert again.read("dev") == {"b": "two", "a": "three"}
    assert again.read("live") == {"a": "four"}
    assert again.read("other") == {}


def test_only_so_many_are_kept() -> None:
    tokens = RefreshTokens(MemorySecrets())
    for number in range(MOST + 3):
        tokens.keep("dev", str(number), "t")
    assert list(tokens.read("dev")) == [str(number) for number in range(3, MOST + 3)]


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', "null"])
def test_an_entry_that_cannot_be_read_counts_as_none(text: str) -> None:
    secrets = MemorySecrets()
    secrets.set("dev", ENTRY, text)
    tokens = RefreshTokens(secrets)
    assert tokens.read("dev") == {}
    tokens.keep("dev", "a", "one")
    assert tokens.read("dev") == {"a": "one"}
