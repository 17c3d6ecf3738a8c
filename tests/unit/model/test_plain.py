"""Values as they lie in files: default values left out, secrets kept out."""

import pytest

import builder.steps  # noqa: F401 - completes the models
from builder.auth import BearerToken
from builder.model.environment import Environment, Variable
from builder.model.plain import to_plain
from builder.model.rows import Row
from builder.model.secret import Secret
from builder.model.text import to_plain as text_to_plain
from builder.model.workflow import Workflow
from builder.steps import EventTrigger, Request


def test_defaults_are_left_out_and_kinds_named() -> None:
    flow = Workflow(trigger=EventTrigger(), steps=(Request(number=2, url="https://a.example"),))
    assert to_plain(flow) == {
        "format": 1,
        "trigger": {"number": 1, "kind": "event"},
        "steps": [{"number": 2, "kind": "request", "url": "https://a.example"}],
    }


def test_unknown_keys_and_kinds_come_back_unchanged() -> None:
    data = {
        "format": 1,
        "trigger": {"number": 1, "kind": "event", "later": [1, {"a": None}]},
        "steps": [{"number": 2, "kind": "from-the-future", "shape": {"x": [True]}}],
        "colour": "blue",
    }
    assert to_plain(Workflow.model_validate(data)) == data


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("one", "one"),
        ("one\ntwo", ["one", "two"]),
        ("one\n", ["one", ""]),
        ("\n", ["", ""]),
        ("one\r\ntwo", "one\r\ntwo"),
        ("one\ntwo\u2028three", "one\ntwo\u2028three"),
        ("a\nb\x0cc", "a\nb\x0cc"),
    ],
)
def test_text_of_several_lines(text: str, plain: str | list[str]) -> None:
    assert text_to_plain(text) == plain
    assert Row(value=plain).value == text  # type: ignore[arg-type]


def test_a_literal_nobody_decided_about_stays_out_of_the_file() -> None:
    flow = Workflow(
        trigger=EventTrigger(),
        steps=(Request(number=2, auth=BearerToken(token=Secret(text="marker-5f1d"))),),
    )
    assert "marker-5f1d" not in str(to_plain(flow))
    assert "marker-5f1d" not in repr(flow)


def test_a_kept_literal_and_a_reference_are_written() -> None:
    kept = BearerToken(token=Secret(text="public", kept=True))
    assert to_plain(kept) == {"kind": "bearer", "token": {"literal": "public"}}
    assert BearerToken.model_validate(to_plain(kept)) == kept
    referring = BearerToken.model_validate({"token": "{{env.token}}"})
    assert to_plain(referring) == {"kind": "bearer", "token": "{{env.token}}"}
    assert not referring.token.withheld


def test_environment_files_hold_no_secret() -> None:
    environment = Environment(
        variables=(
            Variable(name="base", value="https://a.example"),
            Variable(name="token", value="marker-77", secret=True),
        ),
    )
    plain = to_plain(environment)
    assert plain == {
        "format": 1,
        "variables": {"base": "https://a.example", "token": {"secret": True}},
    }
    assert Environment.model_validate(plain).variable("token") == Variable(
        name="token", secret=True
    )
