"""Finding the references of a step."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

import builder.steps  # noqa: F401 - completes the models
from builder.model.auth import Auth
from builder.model.body import Body
from builder.model.kind import Kind
from builder.model.references import referring, templates
from builder.model.step import Step
from tests.support.running import conditional, fan_out, flow, request

KINDS: list[type[Kind]] = [
    kind for family in (Step, Auth, Body) for name, kind in family.family.items() if name != "?"
]


def all_with_references(value: BaseModel) -> list[tuple[str, str]]:
    return [(place, text) for place, text in templates(value) if "{{" in text]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_default_refers_to_anything(kind: type[Kind]) -> None:
    value: Any = kind.model_validate({"kind": kind.model_fields["kind"].default})
    assert all_with_references(value) == []


def test_every_text_with_a_reference_is_found_with_its_place() -> None:
    step = request(
        3,
        "http://x/{{1.event}}",
        query=[{"key": "plain", "value": "text"}, {"key": "{{1.event}}", "value": "{{2.x}}"}],
        body={"kind": "json", "rows": [{"key": "a", "value": "{{env.b}}"}]},
        auth={"kind": "bearer", "token": "{{env.t}}"},
        pagination={"on": True, "array": "{{3.response.body}}"},
    )
    workflow = flow(fan_out(2, "{{1.event}}", step), conditional(4, "{{2.total}}", "equals", "1"))
    outer, choice = workflow.steps
    inner = outer.each[0]  # type: ignore[attr-defined]
    for value in (outer, inner, choice):
        assert referring(value) == all_with_references(value)
    assert [place for place, _ in referring(inner)][:3] == ["url", "query.1.key", "query.1.value"]
    assert referring(choice) == [("rules.groups.0.0.left", "{{2.total}}")]


def test_what_a_copy_changes_is_found() -> None:
    (step,) = flow(request(2, "http://x/")).steps
    copy = step.model_copy(update={"url": "{{1.event}}"})
    assert referring(copy) == [("url", "{{1.event}}")]
