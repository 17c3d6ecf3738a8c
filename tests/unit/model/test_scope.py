"""Roots have values, or a message that says what to do."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from builder.model.reference import Reference, Segment
from builder.model.scope import UnresolvedReference, Values, moment_text, resolve

SCOPE = Values(
    outputs={2: {"response": {"body": {"user": [1]}}}, 3: None},
    environment={"TOKEN": "s3cret", "0": "zero"},
    environment_name="Staging",
    moment=datetime(2026, 1, 31, 10, 30, 0, 123456, timezone(timedelta(hours=1))),
    uuid="6f1c",
    self_values={"pageToken": ""},
    names={2: "Get user", 5: "Later"},
    secrets=frozenset({"TOKEN", "PASSWORD"}),
)


@pytest.mark.parametrize(
    ("reference", "value"),
    [
        (Reference("2", ("response", "body", "user", -1)), 1),
        (Reference("3"), None),
        (Reference("env", ("TOKEN",)), "s3cret"),
        (Reference("env", (0,)), "zero"),
        (Reference("now"), "2026-01-31T09:30:00.123Z"),
        (Reference("now", ("unix",)), 1769851800),
        (Reference("random", ("uuid",)), "6f1c"),
        (Reference("self", ("pageToken",)), ""),
    ],
)
def test_values(reference: Reference, value: Any) -> None:
    assert resolve(reference, SCOPE) == value


@pytest.mark.parametrize(
    ("root", "path", "message", "known", "nearest"),
    [
        (
            "2",
            ("response", "body", "usr", 0),
            "{{2.response.body.usr.0}} leads nowhere: 2.response.body is an object without usr."
            " Did you mean “user”?",
            "2.response.body",
            "user",
        ),
        (
            "2",
            ("response", "body", "user", 4),
            "{{2.response.body.user.4}} leads nowhere: 2.response.body.user is a list of 1 item"
            " without position 4.",
            "2.response.body.user",
            None,
        ),
        (
            "5",
            ("response",),
            "{{5.response}} has no value: step 5 (Later) has no output;"
            " it has not run, or was skipped.",
            "",
            None,
        ),
        (
            "9",
            ("a b",),
            '{{9["a b"]}} has no value: step 9 has no output; it has not run, or was skipped.',
            "",
            None,
        ),
        (
            "env",
            ("TOKN",),
            "{{env.TOKN}} has no value: the environment “Staging” has no variable “TOKN”."
            " Did you mean “TOKEN”?",
            "env",
            "TOKEN",
        ),
        (
            "env",
            ("PASSWORD",),
            "The secret “PASSWORD” of the environment “Staging” has no value: enter it in the"
            " environment, or set STEPLOOM_SECRET_PASSWORD for a headless run.",
            "",
            None,
        ),
    ],
)
def test_what_is_said_of_a_missing_value(
    root: str, path: tuple[Segment, ...], message: str, known: str, nearest: str | None
) -> None:
    with pytest.raises(UnresolvedReference) as caught:
        resolve(Reference(root, path), SCOPE)
    fault = pickle.loads(pickle.dumps(caught.value))
    assert (fault.message, str(fault)) == (message, message)
    assert (fault.known, fault.nearest) == (known, nearest)
    assert fault.path == str(Reference(root, path))
    assert resolve(Reference(root, path, optional=True), SCOPE) is None


@pytest.mark.parametrize(
    "reference",
    [
        Reference("env", ("A",)),
        Reference("now"),
        Reference("now", ("unix",)),
        Reference("random", ("uuid",)),
        Reference("self", ("pageToken",)),
        Reference("1"),
    ],
)
def test_nothing_is_there_unless_given(reference: Reference) -> None:
    with pytest.raises(UnresolvedReference, match="has no value"):
        resolve(reference, Values())


def test_without_an_environment_the_message_says_so() -> None:
    with pytest.raises(UnresolvedReference, match="no environment is chosen"):
        resolve(Reference("env", ("A",)), Values())


def test_values_do_not_show_in_their_text() -> None:
    assert "s3cret" not in repr(SCOPE)


def test_moment_text_is_utc_with_z() -> None:
    assert moment_text(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000Z"
