from __future__ import annotations

import pytest

from builder.model.headers import checked_header, host_header
from builder.model.step import StepError


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://x/", "x"),
        ("http://X:80/", "x"),
        ("https://x:443/a:1/", "x"),
        ("https://x:80/", "x:80"),
        ("http://[::1]:81/", "[::1]:81"),
        ("http://[::1]/", "[::1]"),
    ],
)
def test_the_host_header_has_a_port_only_when_it_must(url: str, host: str) -> None:
    assert host_header(url) == host


@pytest.mark.parametrize("name", ["", "a b", "a:", "ä", "a\n", "a\0b"])
def test_names_that_are_no_token_are_refused(name: str) -> None:
    with pytest.raises(StepError, match="no header name") as raised:
        checked_header(name, "x", "headers.2")
    assert raised.value.field == "headers.2.key"


@pytest.mark.parametrize("value", ["a\r", "\n", "x\0"])
def test_values_with_line_breaks_are_refused(value: str) -> None:
    with pytest.raises(StepError, match="in it") as raised:
        checked_header("X", value, "headers.2")
    assert raised.value.field == "headers.2.value"


def test_anything_else_is_kept_to_the_letter() -> None:
    assert checked_header("x-A~", " ü\t", "h") == ("x-A~", " ü\t")
