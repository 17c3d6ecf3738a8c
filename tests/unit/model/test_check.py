from __future__ import annotations

from typing import Any

import pytest

from builder.model.check import problems
from builder.model.problem import Severity
from builder.model.workflow import Workflow
from tests.support.running import conditional, fan_out, flow, request


def found(workflow: Workflow, **arguments: Any) -> list[tuple[int | None, str, str]]:
    return [(p.step, p.field, p.severity.value) for p in problems(workflow, **arguments)]


def using(number: int, reference: str) -> dict[str, Any]:
    return request(number, f"http://x/{{{{{reference}}}}}")


def test_a_sound_workflow_has_none() -> None:
    workflow = flow(
        using(2, "1.event.id"),
        conditional(
            3, "{{2.response.statusCode}}", "equals", "200", yes=[using(4, "2.response.url")]
        ),
        using(5, "4.response.url?"),
        using(6, "now.unix"),
        using(7, "random.uuid"),
    )
    assert found(workflow, variables=()) == []


@pytest.mark.parametrize(
    ("workflow", "step", "says"),
    [
        (flow(using(2, "3.x"), request(3, "http://x/")), 2, "cannot have run before"),
        (flow(using(2, "2.x")), 2, "the step it stands in"),
        (flow(using(2, "9.x")), 2, "there is no step 9"),
        (flow({**request(2, "http://x/"), "enabled": False}, using(3, "2.x")), 3, "is disabled"),
        (
            flow(
                conditional(2, "x", "is_null", yes=[request(3, "http://x/")], no=[using(4, "3.x")])
            ),
            4,
            "cannot have run before",
        ),
        (flow(using(2, "self.pageToken")), 2, "Pagination"),
        (flow(using(2, "4.url"), fan_out(3, "{{1.event}}", using(4, "3.index"))), 2, "cannot have"),
        (flow(fan_out(3, "{{1.event}}", using(4, "3.total"))), 4, "only after step 3"),
        (flow(fan_out(3, "{{1.event}}"), using(4, "3.instance")), 4, "only inside step 3"),
        (flow(request(2, "http://x/{{1.a")), 2, "not closed"),
    ],
)
def test_references_that_never_have_a_value_are_errors(
    workflow: Workflow, step: int, says: str
) -> None:
    errors = [p for p in problems(workflow) if p.severity is Severity.ERROR]
    assert errors
    assert all(p.step == step and p.field == "url" and says in p.message for p in errors)


def test_a_reference_to_a_branch_from_below_is_a_warning() -> None:
    inside = conditional(3, "x", "is_null", yes=[request(4, "http://x/")])
    workflow = flow(conditional(2, "x", "is_null", yes=[inside]), using(5, "4.x"), using(6, "4.x?"))
    assert found(workflow) == [(5, "url", "warning")]


def test_a_rule_may_ask_whether_a_path_exists() -> None:
    asked = [conditional(4, "{{3.x}}", how) for how in ("exists", "is_null")]
    asked[1]["number"] = 5
    workflow = flow(conditional(2, "x", "is_null", yes=[request(3, "http://x/")]), *asked)
    assert found(workflow) == [(5, "rules.groups.0.0.left", "warning")]


def test_variables_are_looked_up_when_they_are_known() -> None:
    workflow = flow(using(2, "env.baseurl"), using(3, "env.nope?"))
    assert found(workflow) == []
    (problem,) = problems(workflow, {"base_url"}, "Staging")
    assert "“Staging” has no variable “baseurl”. Did you mean “base_url”?" in problem.message
    (problem,) = problems(workflow, (), "")
    assert "no environment is chosen" in problem.message


def test_duplicate_numbers_name_both_steps() -> None:
    workflow = flow(request(2, "http://x/", name="First"), request(2, "http://x/", name="Other"))
    (problem,) = problems(workflow)
    assert "2: “First” and “Other”" in problem.message


def test_unknown_kinds_and_keys_are_named_until_disabled() -> None:
    steps: list[dict[str, Any]] = [
        {"kind": "teleport", "number": 2, "to": "Mars"},
        request(3, "http://x/", colour="red", headers=[{"key": "a", "hue": 1}]),
    ]
    said = [(p.step, p.field, p.message) for p in problems(flow(*steps))]
    assert [(number, field) for number, field, _ in said] == [
        (2, ""),
        (3, "colour"),
        (3, "headers.0.hue"),
    ]
    assert "teleport" in said[0][2]
    assert "colour" in said[1][2]
    assert found(flow(*({**step, "enabled": False} for step in steps))) == []


def test_problems_of_kinds_come_with_their_step() -> None:
    assert found(flow(request(2, ""), conditional(3, "x", "is_null"), example="{")) == [
        (1, "example", "error"),
        (2, "url", "error"),
    ]


def test_after_a_fan_out_what_is_inside_has_a_value() -> None:
    choice = conditional(5, "{{3.index}}", "equals", "1", yes=[using(6, "3.instance.id")])
    outer = fan_out(3, "{{1.event}}", using(4, "3.instance"), choice, fan_out(7, "{{3.instance}}"))
    workflow = flow(
        outer, using(8, "4.response.url"), using(9, "6.response.url"), using(10, "3.total")
    )
    assert found(workflow) == []


def test_a_fan_out_cannot_refer_to_what_is_inside_it() -> None:
    workflow = flow(fan_out(3, "{{4.response.body}}", request(4, "http://x/")))
    assert found(workflow) == [(3, "array", "error")]


def test_a_response_inside_a_fan_out_is_a_problem() -> None:
    response = {"kind": "response", "number": 4}
    (problem,) = problems(flow(fan_out(3, "{{1.event}}", response)))
    assert problem.step == 4
    assert "items of step 3" in problem.message
    choice = conditional(3, "{{1.event}}", "is_null", yes=[response])
    assert problems(flow(choice)) == ()


def test_what_a_trigger_does_not_give_is_an_error() -> None:
    trigger = {"kind": "schedule", "number": 1}
    texts = ("{{1.scheduled_at}}", "{{1.event.id}}", "{{1.event.id?}}", "{{1}}")
    steps = [
        {"kind": "request", "number": n, "url": f"https://h/{text}"}
        for n, text in enumerate(texts, 2)
    ]
    workflow = Workflow.model_validate({"trigger": trigger, "steps": steps})
    (problem,) = problems(workflow)
    assert problem.step == 3
    assert "there is only {{1.scheduled_at}}" in problem.message
