"""What is wrong with a workflow, said before it runs: while editing and by `steploom check`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from pydantic import BaseModel

from builder.model.connection import Connection
from builder.model.problem import Problem, Severity
from builder.model.reference import ENVIRONMENT, PAGE, Reference, nearest_key
from builder.model.references import referring
from builder.model.rules import Operator, Rule
from builder.model.step import Step, UnknownStep
from builder.model.template import Template, TemplateError, parse
from builder.model.unknown_keys import has_unknown_keys, unknown_keys
from builder.model.workflow import Workflow, children, walk, walk_steps

INSIDE_ITEMS = ("instance", "index")
"""What references to a Fan Out read inside it."""
AFTER_ITEMS = ("total", "failed")
"""What they read after it."""


def problems(
    workflow: Workflow,
    variables: Collection[str] | None = None,
    environment_name: str = "",
    connections: Mapping[str, Connection] | None = None,
    memory: Memory | None = None,
) -> tuple[Problem, ...]:
    """All problems, in reading order; disabled steps and what they hold have none.

    Args:
        workflow: What to look at.
        variables: Names in the chosen environment; None leaves them unchecked.
        environment_name: For messages.
        connections: Those of the workspace by name; None leaves them unchecked.
        memory: Kept from one call to the next, so that only steps that are new are read.
    """
    known = Memory() if memory is None else memory
    check = _Check(workflow, variables, environment_name, connections, known)
    found = list(_duplicates(workflow))
    found += check.step(workflow.trigger)
    check.ran(workflow.trigger)
    found += check.steps(workflow.steps)
    known.forget_others()
    return tuple(found)


class Facts(msgspec.Struct, frozen=True):
    """What can be said of a step wherever it stands.

    Attributes:
        step: The step; a value, so this stays true.
        problems: What is wrong with the step itself.
        references: What its texts refer to, with their places, when that has to be there.
    """

    step: Step
    problems: tuple[Problem, ...]
    references: tuple[tuple[str, Reference], ...]


class Memory:
    """Facts of the steps seen last, by identity."""

    def __init__(self) -> None:
        self._known: dict[int, Facts] = {}
        self._seen: dict[int, Facts] = {}

    def facts(self, step: Step) -> Facts:
        """What can be said of a step; worked out once for each value."""
        facts = self._known.get(id(step)) or self._seen.get(id(step))
        if facts is None or facts.step is not step:
            facts = _facts(step)
        self._seen[id(step)] = facts
        return facts

    def forget_others(self) -> None:
        """Drop what was not asked for since the last call."""
        self._known, self._seen = self._seen, {}


def _facts(step: Step) -> Facts:
    found = list(step.problems())
    if not isinstance(step, UnknownStep) and has_unknown_keys(step):
        found += unknown_keys(step, step.number)
    references: list[tuple[str, Reference]] = []
    for place, text in referring(step):
        try:
            template = parse(text)
        except TemplateError as error:
            found.append(Problem(error.message, step.number, place))
            continue
        if not _asks_for_existence(step, place):
            references += [(place, r) for r in template.references if not r.optional]
    return Facts(step, tuple(found), tuple(references))


@dataclass(slots=True)
class _Check:
    """One walk through a workflow.

    `reached` has the steps that can have run where the walk stands, and whether they must have;
    `trail` has their numbers in the order they came. `fan_outs` has those met so far that run
    items, `inside` those the walk is in.
    """

    workflow: Workflow
    variables: Collection[str] | None
    environment_name: str
    connections: Mapping[str, Connection] | None
    memory: Memory
    names: dict[int, str] = field(default_factory=dict)
    reached: dict[int, bool] = field(default_factory=dict)
    trail: list[int] = field(default_factory=list)
    disabled: set[int] = field(default_factory=set)
    given: frozenset[str] = frozenset()
    fan_outs: set[int] = field(default_factory=set)
    inside: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        examples = self.workflow.trigger.examples
        self.given = frozenset(example.path.split(".")[0] for example in examples)
        self.names = {step.number: step.title for step in walk(self.workflow)}

    def steps(self, steps: tuple[Step, ...]) -> Iterator[Problem]:
        """The problems of a list of steps."""
        for step in steps:
            if not step.enabled:
                self.disabled.update(inner.number for inner in walk_steps((step,)))
                continue
            yield from self.step(step)
            self.ran(step)
            yield from self._branches(step)

    def ran(self, step: Step) -> None:
        """From here on the step has an output."""
        self.reached[step.number] = True
        self.trail.append(step.number)

    def step(self, step: Step) -> Iterator[Problem]:
        """The problems of one step, those it holds not looked at."""
        facts = self.memory.facts(step)
        yield from facts.problems
        if step.ends_run and self.inside:
            yield Problem(_ends_in_item(self.inside[-1]), step.number)
        if self.connections is not None and step.connection_name():
            yield from self._connection(step, self.connections)
        for place, reference in facts.references:
            problem = self._reference(reference, step, place)
            if problem is not None:
                message, severity = problem
                yield Problem(message, step.number, place, severity)

    def _connection(self, step: Step, known: Mapping[str, Connection]) -> Iterator[Problem]:
        """What is wrong with the connection of a step, said at the step."""
        name = step.connection_name()
        connection = known.get(name)
        if connection is None:
            nearest = nearest_key(name, list(known))
            hint = f" Did you mean “{nearest}”?" if nearest else ""
            message = f"There is no connection “{name}” in the workspace.{hint}"
            yield Problem(message, step.number, "connection")
            return
        for problem in connection.problems():
            message = f"Connection “{name}”: {problem.message}"
            yield Problem(message, step.number, "connection", problem.severity)
        for variable, _ in variable_names(connection.without_operations()):
            fault = self._variable(variable)
            if fault is not None:
                yield Problem(
                    f"Connection “{name}”: {fault[0]}", step.number, "connection", fault[1]
                )

    def _branches(self, step: Step) -> Iterator[Problem]:
        """Each branch sees what ran before it, not its neighbours; below, any may have run.

        Below a Fan Out, what is inside has a list of outputs, whatever its items did.
        """
        inside: list[int] = []
        start = len(self.trail)
        items = any(branch.each for branch in step.branches)
        if items:
            self.fan_outs.add(step.number)
            self.inside.append(step.number)
        for branch in step.branches:
            yield from self.steps(children(step, branch.field))
            for number in self.trail[start:]:
                self.reached.pop(number, None)
            inside += self.trail[start:]
            del self.trail[start:]
        if items:
            self.inside.pop()
        for number in inside:
            self.reached.setdefault(number, items)
        self.trail += inside

    def _reference(
        self, reference: Reference, step: Step, place: str
    ) -> tuple[str, Severity] | None:
        if reference.optional or _means_a_page(reference, step, place):
            return None
        if reference.root == ENVIRONMENT:
            return self._variable(str(reference.segments[0]))
        if reference.root == PAGE:
            return (
                f"{{{{{reference}}}}} has a value only with Pagination switched on.",
                Severity.ERROR,
            )
        if reference.step is None:
            return None
        problem = self._of_trigger(reference) or self._of_items(reference, reference.step)
        if problem is not None or self.reached.get(reference.step):
            return problem
        return self._unreachable(reference, reference.step, step)

    def _of_trigger(self, reference: Reference) -> tuple[str, Severity] | None:
        """What the trigger gives depends on how the workflow starts, which can be changed."""
        number = self.workflow.trigger.number
        if reference.step != number or not reference.segments or not self.given:
            return None
        if reference.segments[0] in self.given:
            return None
        there = ", ".join(f"{{{{{number}.{name}}}}}" for name in sorted(self.given))
        message = (
            f"{{{{{reference}}}}} has no value: as the workflow starts, there is only {there}."
        )
        return message, Severity.ERROR

    def _of_items(self, reference: Reference, number: int) -> tuple[str, Severity] | None:
        """What a Fan Out offers inside, it does not offer after it, and the other way round."""
        if number not in self.fan_outs or not reference.segments:
            return None
        key = str(reference.segments[0])
        if number in self.inside and key in AFTER_ITEMS:
            there = " and ".join(f"{{{{{number}.{name}}}}}" for name in INSIDE_ITEMS)
            message = f"{{{{{reference}}}}} has a value only after step {number}: inside it write"
            return f"{message} {there}.", Severity.ERROR
        if number not in self.inside and key in INSIDE_ITEMS:
            there = " and ".join(f"{{{{{number}.{name}}}}}" for name in AFTER_ITEMS)
            message = f"{{{{{reference}}}}} has a value only inside step {number}: after it write"
            return f"{message} {there}.", Severity.ERROR
        return None

    def _unreachable(self, reference: Reference, number: int, step: Step) -> tuple[str, Severity]:
        name = f"step {number} ({self.names.get(number, '')})"
        shown = f"{{{{{reference}}}}}"
        if number in self.reached:
            message = f"{shown} has no value when {name} is not run: write {{{{{reference}?}}}}."
            return message, Severity.WARNING
        if number not in self.names:
            return f"{shown} has no value: there is no step {number}.", Severity.ERROR
        if number in self.disabled:
            return f"{shown} has no value: {name} is disabled.", Severity.ERROR
        if number == step.number:
            return f"{shown} refers to the step it stands in.", Severity.ERROR
        message = f"{shown} has no value: {name} cannot have run before this step."
        return message, Severity.ERROR

    def _variable(self, name: str) -> tuple[str, Severity] | None:
        if self.variables is None or name in self.variables:
            return None
        if not self.environment_name:
            return f"{{{{env.{name}}}}} has no value: no environment is chosen.", Severity.ERROR
        nearest = nearest_key(name, list(self.variables))
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        message = (
            f"{{{{env.{name}}}}} has no value: the environment “{self.environment_name}” has no "
            f"variable “{name}”.{hint}"
        )
        return message, Severity.ERROR


def _ends_in_item(number: int) -> str:
    return (
        f"It would end the run while items of step {number} are still running: move it out of the "
        "Fan Out."
    )


def _means_a_page(reference: Reference, step: Step, place: str) -> bool:
    """Whether a reference is to the page that a step with pages is about, or has just fetched."""
    if not step.paged:
        return False
    own = reference.step == step.number and place.startswith("pagination.")
    return own or reference.root == PAGE


def variable_names(value: BaseModel) -> Iterator[tuple[str, str]]:
    """The environment variables a step or a connection needs, each with its place."""
    for place, text in referring(value):
        if "{{env." in text.replace(" ", ""):
            for reference in _references(text):
                if reference.root == ENVIRONMENT and not reference.optional:
                    yield str(reference.segments[0]), place


def _references(text: str) -> tuple[Reference, ...]:
    try:
        template: Template = parse(text)
    except TemplateError:
        return ()
    return template.references


def _duplicates(workflow: Workflow) -> Iterator[Problem]:
    first: dict[int, Step] = {}
    for step in walk(workflow):
        other = first.setdefault(step.number, step)
        if other is not step:
            yield Problem(
                f"Two steps have the number {step.number}: “{other.title}” and “{step.title}”. "
                "Renumber the steps.",
                step.number,
            )


def _asks_for_existence(step: Step, place: str) -> bool:
    """Whether a place is the operand of a rule that only asks whether its path exists."""
    holder: object = step
    for part in place.split(".")[:-1]:
        if isinstance(holder, tuple):
            holder = holder[int(part)]
        elif isinstance(holder, Mapping):
            return False
        else:
            holder = getattr(holder, part)
    existence = (Operator.EXISTS, Operator.DOES_NOT_EXIST)
    return isinstance(holder, Rule) and holder.operator in existence
