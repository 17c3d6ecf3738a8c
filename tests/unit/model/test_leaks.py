"""Values of known secrets are found wherever a file would show them, and nowhere else."""

import pytest

import builder.steps  # noqa: F401 - completes the models
from builder.auth import BearerToken
from builder.model.leaks import Leak, leaks, with_references
from builder.model.rows import Row
from builder.model.secret import Secret
from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, Request

TOKEN = "tok_9f1c55d20e"
KNOWN = {TOKEN: "api_token", "pass": "password", "abc": "short"}


def flow(step: Request) -> Workflow:
    return Workflow(trigger=EventTrigger(), steps=(Conditional(number=2, yes=(step,)),))


@pytest.mark.parametrize(
    ("step", "found"),
    [
        (Request(number=3, headers=(Row(key="X", value=TOKEN),)), ("headers.0.value", "api_token")),
        (Request(number=3, url=f"https://a.example/?k={TOKEN}"), ("url", "api_token")),
        (Request(number=3, name=TOKEN), ("name", "api_token")),
        (
            Request(number=3, auth=BearerToken(token=Secret(text="pass", kept=True))),
            ("auth.token", "password"),
        ),
        (Request(number=3, auth=BearerToken(token=Secret(text=TOKEN))), None),
        (Request(number=3, url="https://a.example/password"), None),
        (Request(number=3, name="abc"), None),
        (Request(number=3, url="{{env.api_token}}"), None),
    ],
)
def test_where_a_value_stands(step: Request, found: tuple[str, str] | None) -> None:
    expected = (Leak(3, *found),) if found else ()
    assert leaks(flow(step), KNOWN) == expected


def test_references_take_their_place_and_nothing_else_changes() -> None:
    step = Request(
        number=3, url=f"https://a.example/{TOKEN}", headers=(Row(key="X", value="pass"),)
    )
    before = flow(step)
    after = with_references(before, KNOWN)
    assert leaks(after, KNOWN) == ()
    assert after.trigger is before.trigger
    (branching,) = after.steps
    assert isinstance(branching, Conditional)
    (request,) = branching.yes
    assert isinstance(request, Request)
    assert request.url == "https://a.example/{{env.api_token}}"
    assert request.headers[0].value == "{{env.password}}"


def test_nothing_is_looked_for_without_secrets() -> None:
    assert leaks(flow(Request(number=3, url=TOKEN)), {}) == ()
