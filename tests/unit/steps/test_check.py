from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.steps.check import Check
from tests.support.running import Ran, flow, ran

EVENT = '{"status": 404, "items": [], "user": {"name": "Ada"}, "long": "%s"}' % ("x" * 500)


def check(*groups: list[tuple[str, ...]], **fields: Any) -> dict[str, Any]:
    rules = [
        [dict(zip(("left", "operator", "right"), rule, strict=False)) for rule in group]
        for group in groups
    ]
    return {"kind": "check", "number": 2, "rules": {"groups": rules}, **fields}


async def checked(tmp_path: Path, *groups: list[tuple[str, ...]], **fields: Any) -> Ran:
    return await ran(flow(check(*groups, **fields), example=EVENT), tmp_path)


async def test_rules_that_hold_let_the_run_go_on(tmp_path: Path) -> None:
    what = await checked(tmp_path, [("{{1.event.status}}", "equals", "404")])
    assert what.end.status is Status.SUCCEEDED
    assert what.step(2).sample == {"passed": True}
    assert what.step(2).summary == "passed"


async def test_rules_that_do_not_hold_fail_it_with_message_rule_and_values(tmp_path: Path) -> None:
    what = await checked(
        tmp_path,
        [
            ("{{1.event.user.name}}", "exactly_matches", "Ada"),
            ("{{1.event.status}}", "less_than", "400"),
        ],
        message="{{1.event.user.name}} was not found.",
    )
    assert what.end.status is Status.FAILED
    assert what.end.error is not None
    assert what.end.error.kind == "check"
    assert what.end.error.message.endswith(
        "Ada was not found. (“1.event.status Less than 400” is false; the left side is 404.)"
    )
    assert what.step(2).sample == {"passed": False}


async def test_of_several_groups_the_first_false_rule_of_each_is_named(tmp_path: Path) -> None:
    what = await checked(
        tmp_path,
        [("{{1.event.user.name}}", "exactly_matches", "Eve")],
        [("{{1.event.items}}", "is_not_empty")],
    )
    said = what.end.error.message if what.end.error else ""
    assert "is false; the left side is “Ada”, and " in said
    assert "the left side is a list of 0 items." in said


async def test_a_long_value_is_described(tmp_path: Path) -> None:
    what = await checked(tmp_path, [("{{1.event.long}}", "exactly_matches", "y")])
    assert what.end.error is not None
    assert "text of 500 characters" in what.end.error.message


async def test_existence_is_about_the_path_alone(tmp_path: Path) -> None:
    what = await checked(tmp_path, [("{{1.event.nothing}}", "exists")])
    assert what.end.error is not None
    assert what.end.error.message.endswith("“1.event.nothing Exists” is false.")


async def test_a_secret_among_the_values_is_masked(tmp_path: Path) -> None:
    around = Surroundings("test", {"key": "s3cr3t-value"}, frozenset({"key"}))
    workflow = flow(check([("{{env.key}}", "exactly_matches", "other")]))
    what = await ran(workflow, tmp_path, surroundings=around)
    assert what.end.status is Status.FAILED
    assert b"s3cr3t-value" not in what.said


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (("{{1.event.status}}", "contains", "4"), "rule"),
        (("{{1.event.nothing}}", "equals", "4"), "reference"),
    ],
)
async def test_a_rule_that_cannot_be_decided_is_named(
    tmp_path: Path, rule: tuple[str, ...], kind: str
) -> None:
    what = await checked(tmp_path, [rule])
    assert what.end.error is not None
    assert what.end.error.kind == kind


def test_a_check_without_a_rule_is_a_problem() -> None:
    assert [problem.field for problem in Check().problems()] == ["rules"]
    assert Check().summary() == ""
