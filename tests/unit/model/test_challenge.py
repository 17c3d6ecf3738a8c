from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.challenge import challenges


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ('Basic realm="a, b"', [("basic", {"realm": "a, b"})]),
        ("Bearer", [("bearer", {})]),
        ("Negotiate YII+/x==, Basic realm=x", [("negotiate", {}), ("basic", {"realm": "x"})]),
        (
            'DIGEST Realm="say \\"hi\\"",nonce = abc , qop="auth,auth-int", Basic realm="y"',
            [
                ("digest", {"realm": 'say "hi"', "nonce": "abc", "qop": "auth,auth-int"}),
                ("basic", {"realm": "y"}),
            ],
        ),
        ("", []),
        ('="x"', []),
    ],
)
def test_challenges(value: str, read: list[tuple[str, dict[str, str]]]) -> None:
    found = challenges([("Server", "Basic x=1"), ("WWW-Authenticate", value)])
    assert [(c.scheme, c.parameters) for c in found] == read


@given(st.text(alphabet='abc=", \\;%\t1', max_size=60))
def test_any_text_can_be_read(value: str) -> None:
    assert all(c.scheme for c in challenges([("www-authenticate", value)]))
