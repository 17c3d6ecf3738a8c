"""What is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from builder.engine.budget import Stop
from builder.engine.flow_run import FlowRun
from builder.engine.frames import Frame
from builder.engine.report import Reporter
from builder.model.check import problems, variable_names
from builder.model.environment import Surroundings
from builder.model.events import Failure
from builder.model.item_outputs import ItemList
from builder.model.later import common, fan_outs
from builder.model.place_label import field_label
from builder.model.problem import Problem, Severity
from builder.model.references import parsed
from builder.model.scope import secret_without_value
from builder.model.step import Step, StepError
from builder.model.workflow import Workflow, walk


def refuse_problems(
    workflow: Workflow, surroundings: Surroundings, reporter: Reporter, numbers: Collection[int]
) -> None:
    """Look through the steps that will run for what would stop them on the way.

    Args:
        workflow: What they are part of.
        surroundings: The environment and the workspace.
        reporter: Tells of the steps that are refused.
        numbers: Which steps.

    Raises:
        Stop: There is something; the steps it is about are reported as failed.
    """
    names = frozenset(surroundings.values) | surroundings.secrets
    errors = [
        problem
        for problem in problems(workflow, names, surroundings.name, surroundings.connections)
        if problem.severity is Severity.ERROR
    ]
    wanted = frozenset(numbers)
    steps = {step.number: step for step in walk(workflow) if step.number in wanted}
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
    step: Step,
    tested: Step,
    known: Collection[int],
    names: Mapping[int, str],
    reporter: Reporter,
) -> None:
    """Name the steps whose output is needed for a test and is not there.

    Args:
        step: What refers to them: the tested step, or a Fan Out around it.
        tested: The tested step.
        known: Numbers of the steps that have an output.
        names: What steps are called.
        reporter: Tells that the step is refused.

    Raises:
        Stop: There are such steps.
    """
    for place, template in parsed(step):
        for reference in template.references:
            number = reference.step
            if number is None or number in known or reference.optional or number not in names:
                continue
            if number == step.number and step.paged:
                continue
            stop = missing_sample(step, place, number, names, reporter)
            reporter.refused(tested, stop.failure)
            raise stop


def missing_sample(
    step: Step, place: str, number: int, names: Mapping[int, str], reporter: Reporter
) -> Stop:
    """What to raise when a step needs the output of another that has none yet."""
    message = (
        f"step {number} ({names[number]}) has no output yet. Run the workflow up to here, or test "
        "that step first."
    )
    failure = reporter.failure(step, StepError("missing-sample", message, place))
    return Stop(failure, step.number)


def with_given(workflow: Workflow, outputs: dict[int, Any], number: int) -> None:
    """Let a step see the outputs it was given as it would in a run.

    That of a step inside a Fan Out which the step is not in is one item's; the step reads a list.
    """
    around = fan_outs(workflow)
    for other in tuple(outputs):
        left = len(around.get(other, ())) - common(around.get(other, ()), around.get(number, ()))
        for _ in range(left):
            outputs[other] = ItemList((outputs[other],))


async def with_trigger(flow: FlowRun, frame: Frame) -> None:
    """Let references to the trigger read its example when no output was given.

    Raises:
        Stop: It has none.
    """
    trigger = flow.workflow.trigger
    if trigger.number in frame.outputs:
        return
    try:
        outcome = await trigger.run(flow.context(trigger, frame, testing=True))
    except StepError as error:
        raise Stop(flow.resources.reporter.failure(trigger, error), trigger.number) from None
    frame.outputs[trigger.number] = outcome.output


def _secrets_without_value(steps: Mapping[int, Step], surroundings: Surroundings) -> list[Problem]:
    missing = surroundings.secrets - frozenset(surroundings.values)
    if not missing:
        return []
    return [
        Problem(secret_without_value(name, surroundings.name), number, place)
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
