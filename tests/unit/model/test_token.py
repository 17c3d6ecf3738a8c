"""What token endpoints answer, good and bad."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.masking import MASK
from builder.model.step import Received, StepError
from builder.model.token import Token, read_token, refuses_client, secrets_in, shown
from tests.support.answers import answer


@pytest.mark.parametrize(
    ("told", "seconds", "reusable"),
    [
        ("3600", 3600, 3570),
        ('"60"', 60, 54),
        ("0", 0, 0),
        ("-5", 0, 0),
        ("null", None, 300),
        ('"soon"', None, 300),
        ('"nan"', None, 300),
        ("[1]", None, 300),
        ("true", None, 300),
        ("1e99", 1e9, 1e9 - 30),
    ],
)
def test_how_long_it_is_good(told: str, seconds: float | None, reusable: float) -> None:
    token = read_token(answer(f'{{"access_token": "t", "expires_in": {told}}}'))
    assert (token.seconds, token.reusable) == (seconds, reusable)


def test_a_token_without_a_lifetime_is_reused_for_a_while() -> None:
    token = read_token(answer('{"access_token": "t", "refresh_token": "r", "scope": "a b"}'))
    assert (token.access, token.refresh, token.scope) == ("t", "r", "a b")
    assert token.reusable == 300
    assert "t" not in repr(token).removeprefix("Token")


@pytest.mark.parametrize(
    ("body", "status", "media_type", "kind", "said"),
    [
        (b"", 200, "", "token-endpoint", "answered 200 with nothing"),
        (b"  \n", 204, "", "token-endpoint", "answered 204 with nothing"),
        (b"<html>hi", 200, "text/html; charset=x", "token-endpoint", "with text/html instead"),
        (b"\xff\xfe", 200, "", "token-endpoint", "no Content-Type instead"),
        (b"[1]", 200, "application/json", "token-endpoint", "instead of a JSON object"),
        (b"{}", 200, "application/json", "token-endpoint", "no `access_token`"),
        (b'{"access_token": 7}', 200, "application/json", "token-endpoint", "no `access_token`"),
        (b'{"x": 1}', 503, "application/json", "token-endpoint", "answered 503"),
        (b"moved", 307, "text/html", "token-endpoint", "put the address it leads to"),
        (b'{"error": "invalid_scope"}', 400, "", "token-refused", "invalid_scope."),
        (
            b'{"error": "invalid_client", "error_description": "No\\r\\nsuch client"}',
            401,
            "",
            "token-refused",
            "invalid_client: No such client",
        ),
        (b'{"error": {"code": 7}}', 200, "", "token-refused", '{"code":7}'),
    ],
)
def test_unusable_answers_are_named(
    body: bytes, status: int, media_type: str, kind: str, said: str
) -> None:
    with pytest.raises(StepError) as raised:
        read_token(answer(body, status, media_type))
    assert (raised.value.kind, raised.value.field) == (kind, "token_url")
    assert said in raised.value.message


def test_a_long_description_is_cut() -> None:
    with pytest.raises(StepError) as raised:
        read_token(answer('{"error": "e", "error_description": "%s"}' % ("x" * 9000), 400))
    assert len(raised.value.message) < 400


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ("access_token", "refresh_token", "expires_in", "error", "error_description", "scope")
)


@given(
    st.binary(max_size=60)
    | st.sampled_from((b"[" * 50_000, b'{"a":' * 9_000))
    | st.dictionaries(NAMES, NESTED).map(lambda said: json.dumps(said).encode()),
    st.integers(200, 599),
)
def test_whatever_comes_is_a_token_or_a_named_error(body: bytes, status: int) -> None:
    came = answer(body, status)
    token = _read(came)
    if isinstance(token, StepError):
        assert token.kind in ("token-refused", "token-endpoint")
        assert token.message.isprintable()
    else:
        assert token.access in secrets_in(came)
        assert token.reusable <= 1e9


def _read(came: Received) -> Token | StepError:
    try:
        return read_token(came)
    except StepError as error:
        return error


def test_what_is_secret_in_an_answer() -> None:
    both = '{"access_token": "a", "refresh_token": "r", "id_token": "i", "scope": "s"}'
    assert secrets_in(answer(both)) == {"a", "r", "i"}
    for other in ("", "<html>", "[]", '{"access_token": 1}', b"\xff"):
        assert not secrets_in(answer(other))


def test_what_is_shown_of_an_answer() -> None:
    said = (
        '{"access_token": "a", "token_type": "Bearer", "expires_in": 5, "scope": "x y", '
        '"id_token": "i", "secret": ["s"], "other": {"k": "s"}, "is_new": true}'
    )
    assert shown(answer(said)) == {
        "access_token": MASK,
        "token_type": "Bearer",
        "expires_in": 5,
        "scope": "x y",
        "id_token": MASK,
        "secret": MASK,
        "other": MASK,
        "is_new": True,
    }


def test_a_refused_client() -> None:
    assert refuses_client(answer('{"error": "invalid_client"}', 401))
    assert not refuses_client(answer('{"error": "invalid_grant"}', 400))
    assert not refuses_client(answer('{"scope": "invalid_client"}', 200))
