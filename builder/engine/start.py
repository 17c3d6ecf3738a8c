"""What is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.engine.budget import Stop
from builder.engine.report import Reporter
from builder.model.check import problems, variable_names
from builder.model.environment import Surroundings
from builder.model.events import Failure
from builder.model.place_label import field_label
from builder.model.problem import Problem, Severity
from builder.model.references import parsed
from builder.model.step import Step
from builder.model.workflow import Workflow, walk


def refuse_problems(
    workflow: Workflow, surroundings: Surroundings, reporter: Reporter, upto: int | None
) -> None:
    """Look through the workflow, as far as it will run, for what would stop it on the way.

    Raises:
        Stop: There is something; the steps it is about are reported as failed.
    """
    names = frozenset(surroundings.values) | surroundings.secrets
    errors = [
        problem
        for problem in problems(workflow, names, surroundings.name, surroundings.connections)
        if problem.severity is Severity.ERROR
    ]
    steps = {step.number: step for step in _reachable(workflow, upto)}
    errors = [problem for problem in errors if problem.step in steps or problem.step is None]
    errors += _secrets_without_value(steps, surroundings)
    if not errors:
        return
    for number, problem in {p.step: p for p in reversed(errors) if p.step is not None}.items():
        reporter.refused(steps[number], _failure(problem, steps[number]))
    first = errors[0]
    step = None if first.step is None else steps[first.step]
    raise Stop(_failure(first, step), first.step)


def refuse_missing_samples(
    step: Step, outputs: Mapping[int, Any], names: Mapping[int, str], reporter: Reporter
) -> None:
    """Name the steps whose output a test of this step needs and does not have.

    Raises:
        Stop: There are such steps.
    """
    for place, template in parsed(step):
        for reference in template.references:
            number = reference.step
            if number is None or number in outputs or reference.optional or number not in names:
                continue
            if number == step.number and step.paged:
                continue
            failure = Failure(
                "missing-sample",
                f"{field_label(step, place)}: step {number} ({names[number]}) has no output yet. "
                "Run the workflow up to here, or test that step first.",
            )
            reporter.refused(step, failure)
            raise Stop(failure, step.number)


def _reachable(workflow: Workflow, upto: int | None) -> list[Step]:
    steps = list(walk(workflow))
    numbers = [step.number for step in steps]
    return steps if upto is None else steps[: numbers.index(upto) + 1]


def _secrets_without_value(steps: Mapping[int, Step], surroundings: Surroundings) -> list[Problem]:
    missing = surroundings.secrets - frozenset(surroundings.values)
    if not missing:
        return []
    return [
        Problem(
            f"The secret “{name}” of the environment “{surroundings.name}” has no value: enter it "
            f"in the environment, or set STEPLOOM_SECRET_{name} for a headless run.",
            number,
            place,
        )
        for number, step in steps.items()
        if step.enabled
        for name, place in _variables(step, surroundings)
        if name in missing
    ]


def _variables(step: Step, surroundings: Surroundings) -> Iterator[tuple[str, str]]:
    """The variables a step needs, those of its connection included, each with its place."""
    yield from variable_names(step)
    connection = surroundings.connections.get(step.connection_name())
    if connection is not None:
        for name, _ in variable_names(connection.without_operations()):
            yield name, "connection"


def _failure(problem: Problem, step: Step | None) -> Failure:
    place = field_label(step, problem.field) if step else ""
    return Failure("problem", f"{place}: {problem.message}" if place else problem.message)
