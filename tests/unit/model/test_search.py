"""Finding words and uses in values."""

from __future__ import annotations

import pytest

from builder.model.environment import Environment, Variable
from builder.model.search import Question, Wanted, in_environment, in_workflow
from builder.model.shown_name import shown_name
from tests.support.running import flow, request


def lines(wanted: Wanted, text: str, *steps: dict[str, object]) -> list[tuple[str, str]]:
    found = in_workflow(Question(wanted, text), flow(*steps))
    return [(hit.label, hit.line[hit.start : hit.start + hit.length]) for hit in found if hit]


def bearer(token: object) -> dict[str, object]:
    return {**request(2, "http://a.example"), "auth": {"kind": "bearer", "token": token}}


def test_literals_of_password_fields_are_never_found_nor_shown() -> None:
    assert lines(Wanted.TEXT, "hunter", bearer({"literal": "hunter2"})) == []
    assert lines(Wanted.TEXT, "hunter", bearer("hunter2")) == []
    mixed = flow(bearer("hunter2{{env.key}}"))
    for question in (Question(Wanted.TEXT, "env.key"), Question(Wanted.VARIABLE, "key")):
        (hit,) = (hit for hit in in_workflow(question, mixed) if hit)
        assert hit.line == "{{env.key}}"


def test_the_line_is_cut_around_what_was_found() -> None:
    text = "first\n" + "x" * 5_000 + "needle" + "y" * 5_000 + "\nneedle again"
    noted = flow({**request(2, "u"), "note": text})
    (long, short) = (h for h in in_workflow(Question(Wanted.TEXT, "needle"), noted) if h)
    assert len(long.line) < 200
    assert long.line[long.start : long.start + long.length] == "needle"
    assert short.line == "needle again"


def test_uses_of_a_step_are_not_those_of_another_whose_number_begins_alike() -> None:
    steps = (request(2, "u"), request(12, "{{2.response.body}}"), request(3, "{{12.response}}"))
    assert lines(Wanted.STEP, "2", *steps) == [("Request URL", "{{2.response.body}}")]
    assert lines(Wanted.STEP, "1", *steps) == []


def test_alternatives_and_headers_are_looked_at() -> None:
    headers = [{"key": "X", "value": "a {{2.x? ?? env.b?}} c"}]
    step = {**request(3, "u"), "headers": headers}
    label = "Headers, row 1, value"
    assert lines(Wanted.VARIABLE, "b", step) == [(label, "{{2.x? ?? env.b?}}")]
    assert lines(Wanted.TEXT, " C", step) == [(label, " c")]


def test_of_secret_variables_the_name_alone() -> None:
    environment = Environment(variables=(Variable(name="token", value="token9", secret=True),))
    found = list(in_environment(Question(Wanted.TEXT, "token"), environment))
    assert [hit.line for hit in found] == ["token"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain name", "plain name"),
        ("Grüße 東京", "Grüße 東京"),
        ("a\u202eb", r"a\u202eb"),
        ("a\nb\x00", r"a\u000ab\u0000"),
        ("bad \udcff", r"bad \udcff"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_names_are_shown_as_they_are_unless_they_deceive(name: str, shown: str) -> None:
    assert shown_name(name) == shown
    assert len(shown_name(name * 500)) <= 130
