"""What would put a problem right: changes to offer beside it, worked out and not yet made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum

import msgspec

from builder.model.edit import change_step, replace_step
from builder.model.expression import located_references
from builder.model.problem import Problem
from builder.model.reference import ENVIRONMENT, Reference, nearest_key
from builder.model.references import highest_number, map_templates, parsed
from builder.model.scanner import Braces, TemplateError, scan
from builder.model.step import Step, UnknownStep
from builder.model.template import rename_variable
from builder.model.workflow import ROOT, Workflow, ancestors, children, find, walk


class Cure(StrEnum):
    """What a fix does."""

    CREATE_VARIABLE = "create variable"
    USE_VARIABLE = "use variable"
    USE_CONNECTION = "use connection"
    ENABLE = "enable"
    DISABLE = "disable"
    ALLOW_NO_VALUE = "allow no value"
    RENUMBER = "renumber"


class Fix(msgspec.Struct, frozen=True):
    """One way to put a problem right.

    Attributes:
        cure: What it does.
        subject: What it is about: a name, a step's number, a reference as text.
        workflow: The workflow afterwards; None when something else has to change.
    """

    cure: Cure
    subject: str
    workflow: Workflow | None = None


class Around(msgspec.Struct, frozen=True):
    """What there is beside the workflow.

    Attributes:
        variables: Names in the environment in use.
        environment: Its name; empty for none.
        connections: Names of the workspace's connections.
    """

    variables: Collection[str] = ()
    environment: str = ""
    connections: Collection[str] = ()


def fixes(problem: Problem, workflow: Workflow, around: Around) -> tuple[Fix, ...]:
    """The ways to put a problem of a step right, the most likely first; often none."""
    step = find(workflow, problem.step) if problem.step is not None else None
    if step is None:
        return ()
    if not problem.field:
        return tuple(_of_step(step, workflow))
    if problem.field == "connection":
        return tuple(_of_connection(step, workflow, around))
    found: dict[tuple[Cure, str], Fix] = {}
    for reference in _references(step, problem):
        for fix in _of_reference(reference, step, workflow, around):
            found.setdefault((fix.cure, fix.subject), fix)
    return tuple(found.values())


def _of_step(step: Step, workflow: Workflow) -> Iterator[Fix]:
    """Fixes for a problem of the step as a whole."""
    if sum(other.number == step.number for other in walk(workflow)) > 1:
        yield Fix(Cure.RENUMBER, str(step.number), with_own_numbers(workflow))
    elif isinstance(step, UnknownStep):
        after = change_step(workflow, step.number, enabled=False)
        yield Fix(Cure.DISABLE, str(step.number), after)


def _of_connection(step: Step, workflow: Workflow, around: Around) -> Iterator[Fix]:
    name = step.connection_name()
    if name in around.connections:
        return
    nearest = nearest_key(name, list(around.connections))
    if nearest:
        after = change_step(workflow, step.number, connection=nearest)
        yield Fix(Cure.USE_CONNECTION, nearest, after)


def _references(step: Step, problem: Problem) -> Iterator[Reference]:
    """The references in the problem's field that its message names."""
    for place, template in parsed(step):
        if place == problem.field:
            for reference in template.references:
                if f"{{{{{reference}}}}}" in problem.message:
                    yield reference


def _of_reference(
    reference: Reference, step: Step, workflow: Workflow, around: Around
) -> Iterator[Fix]:
    if reference.root == ENVIRONMENT:
        yield from _of_variable(str(reference.segments[0]), step, workflow, around)
    elif reference.step is not None:
        disabled = _disabled(workflow, reference.step)
        if disabled:
            yield Fix(Cure.ENABLE, str(reference.step), _enabled(workflow, disabled))
        elif _may_be_left_out(workflow, reference.step, step.number):
            after = _changed(workflow, step, lambda text: optional(text, reference))
            yield Fix(Cure.ALLOW_NO_VALUE, f"{{{{{reference}?}}}}", after)


def _of_variable(name: str, step: Step, workflow: Workflow, around: Around) -> Iterator[Fix]:
    if name in around.variables or not around.environment:
        return
    nearest = nearest_key(name, list(around.variables))
    if nearest:
        after = _changed(workflow, step, lambda text: rename_variable(text, name, nearest))
        yield Fix(Cure.USE_VARIABLE, nearest, after)
    yield Fix(Cure.CREATE_VARIABLE, name)


def _changed(workflow: Workflow, step: Step, change: Callable[[str], str]) -> Workflow:
    """The workflow with the step's own texts changed; what it holds stays."""
    held = {branch.field: children(step, branch.field) for branch in step.branches}
    after = map_templates(step, change)
    return replace_step(workflow, step.number, after.model_copy(update=held) if held else after)


def optional(text: str, reference: Reference) -> str:
    """The text with a `?` behind a reference; everything else stays byte for byte."""
    try:
        places = [
            braces.inside + located.end
            for braces in scan(text)
            if isinstance(braces, Braces)
            for located in located_references(braces)
            if located.reference == reference
        ]
    except TemplateError:
        return text
    for place in reversed(places):
        text = f"{text[:place]}?{text[place:]}"
    return text


def _disabled(workflow: Workflow, number: int) -> tuple[int, ...]:
    """Numbers of a step and of those around it that are disabled."""
    chain = [step for step, _ in ancestors(workflow, number)]
    step = find(workflow, number)
    every = [*chain, step] if step is not None else []
    return tuple(each.number for each in every if not each.enabled)


def _enabled(workflow: Workflow, numbers: Collection[int]) -> Workflow:
    for number in numbers:
        workflow = change_step(workflow, number, enabled=True)
    return workflow


def _may_be_left_out(workflow: Workflow, number: int, reader: int) -> bool:
    """Whether a step comes before its reader, in a branch that the reader is not in."""
    order = [step.number for step in walk(workflow)]
    if number not in order or order.index(number) >= order.index(reader):
        return False
    ways = {(step.number, branch) for step, branch in ancestors(workflow, reader)}
    around = [(step.number, branch) for step, branch in ancestors(workflow, number)]
    inner = [way for way in around if way not in ways]
    return bool(inner) and not any(way[0] in {other[0] for other in ways} for way in inner)


def with_own_numbers(workflow: Workflow) -> Workflow:
    """The workflow with free numbers for all but the first step of each number."""
    taken: set[int] = set()
    free = highest_number(workflow) + 1

    def one(step: Step) -> Step:
        nonlocal free
        number = step.number
        if number in taken:
            number, free = free, free + 1
        taken.add(number)
        held = {b.field: tuple(map(one, children(step, b.field))) for b in step.branches}
        return step.model_copy(update={"number": number, **held})

    trigger = one(workflow.trigger)
    steps = tuple(map(one, workflow.steps))
    return workflow.model_copy(update={"trigger": trigger, ROOT: steps})
