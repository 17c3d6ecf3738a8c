"""What would put problems right: each fix makes its problem go away."""

from __future__ import annotations

from typing import Any

import pytest

from builder.model.check import problems
from builder.model.fixes import Around, Cure, Fix, fixes, optional, with_own_numbers
from builder.model.problem import Problem
from builder.model.reference import Reference
from builder.model.workflow import Workflow, find, walk
from builder.steps import Request
from tests.support.running import conditional, fan_out, flow, request


def using(number: int, reference: str) -> dict[str, Any]:
    return request(number, f"http://x/{{{{{reference}}}}}")


def offered(workflow: Workflow, around: Around) -> tuple[Problem, tuple[Fix, ...]]:
    """The one problem of a workflow and its fixes."""
    found = wrong(workflow, around)
    assert len(found) == 1
    return found[0], fixes(found[0], workflow, around)


def wrong(workflow: Workflow, around: Around) -> tuple[Problem, ...]:
    return problems(workflow, around.variables, around.environment)


AROUND = Around(("base_url", "token"), "local", ("shop",))


@pytest.mark.parametrize(
    ("workflow", "cure", "subject"),
    [
        (flow(using(2, "env.base_ur")), Cure.USE_VARIABLE, "base_url"),
        (
            flow({**request(2, "http://x/"), "enabled": False}, using(3, "2.response.body")),
            Cure.ENABLE,
            "2",
        ),
        (
            flow(
                {**conditional(2, "x", "is_null", yes=[request(3, "http://x/")]), "enabled": False},
                using(4, "3.response.body?"),
                using(5, "2.result"),
            ),
            Cure.ENABLE,
            "2",
        ),
        (
            flow(
                conditional(2, "x", "is_null", yes=[request(3, "http://x/")]),
                using(4, "3.response.url"),
            ),
            Cure.ALLOW_NO_VALUE,
            "{{3.response.url?}}",
        ),
    ],
    ids=["variable", "disabled", "disabled block", "branch"],
)
def test_the_first_fix_cures(workflow: Workflow, cure: Cure, subject: str) -> None:
    _, found = offered(workflow, AROUND)
    assert (found[0].cure, found[0].subject) == (cure, subject)
    assert found[0].workflow is not None
    assert wrong(found[0].workflow, AROUND) == ()


def test_a_missing_variable_can_be_made() -> None:
    _, found = offered(flow(using(2, "env.customer_number")), AROUND)
    assert [(fix.cure, fix.subject, fix.workflow) for fix in found] == [
        (Cure.CREATE_VARIABLE, "customer_number", None)
    ]


def test_without_an_environment_nothing_can_be_made() -> None:
    assert offered(flow(using(2, "env.base_ur")), Around())[1] == ()


def test_a_fix_leaves_what_the_step_holds_alone() -> None:
    workflow = flow(
        conditional(2, "{{env.base_ur}}", "is_null", yes=[using(3, "env.base_ur")]),
    )
    first = wrong(workflow, AROUND)[0]
    after = fixes(first, workflow, AROUND)[0].workflow
    assert after is not None
    assert [problem.step for problem in wrong(after, AROUND)] == [3]


def test_the_nearest_connection_is_offered() -> None:
    step = {"kind": "integration_request", "number": 2, "connection": "shp"}
    workflow = flow(step)
    problem = Problem("There is no connection “shp” in the workspace.", 2, "connection")
    fix = fixes(problem, workflow, AROUND)[0]
    assert fix.workflow is not None
    after = find(fix.workflow, 2)
    assert after is not None
    assert after.connection_name() == "shop"
    assert fixes(problem, workflow, Around()) == ()
    assert fixes(problem, fix.workflow, AROUND) == ()


def test_unknown_steps_can_be_disabled() -> None:
    workflow = flow({"kind": "from-the-future", "number": 2})
    problem, found = offered(workflow, AROUND)
    assert problem.step == 2
    assert found[0].cure is Cure.DISABLE
    assert found[0].workflow is not None
    assert wrong(found[0].workflow, AROUND) == ()


def test_each_step_gets_a_number_of_its_own() -> None:
    sound = flow(request(2, "http://x/"), fan_out(3, "{{1.event}}", using(4, "2.response.url")))
    twin = Request(kind="request", number=2, url="http://y/")
    workflow = sound.model_copy(update={"steps": (*sound.steps, twin)})
    found = [problem for problem in wrong(workflow, AROUND) if "number 2" in problem.message]
    fix = fixes(found[0], workflow, AROUND)[0]
    assert fix.cure is Cure.RENUMBER
    assert fix.workflow is not None
    assert [step.number for step in walk(fix.workflow)] == [1, 2, 3, 4, 5]
    assert with_own_numbers(sound) == sound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{3.x}} b {{ 3.x }}", "a {{3.x?}} b {{ 3.x? }}"),
        ("{{3.x?}} {{3.xy}}", "{{3.x?}} {{3.xy}}"),
        ("{{3.x ?? 4.y}}", "{{3.x? ?? 4.y}}"),
        ("{{3.x", "{{3.x"),
    ],
)
def test_a_question_mark_is_put_behind_one_reference(text: str, expected: str) -> None:
    assert optional(text, Reference("3", ("x",))) == expected


def test_nothing_is_offered_for_what_is_not_there() -> None:
    assert fixes(Problem("about the file"), flow(), AROUND) == ()
    assert fixes(Problem("gone", 99, "url"), flow(), AROUND) == ()
    assert fixes(Problem("no URL", 2, "url"), flow(request(2, "")), AROUND) == ()
