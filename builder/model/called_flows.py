"""The workflows that a workflow calls, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.model.problem import Problem
from builder.model.step import Step
from builder.model.workflow import Workflow, children

DEEPEST = 16
"""Workflows that may be called one inside the other."""


@dataclass(frozen=True, slots=True)
class CalledFlows:
    """What calls lead to, directly and through other workflows.

    Attributes:
        flows: The workflows by their path relative to the workspace.
        faults: Why others cannot be called, by path, as a sentence.
    """

    flows: Mapping[str, Workflow] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def callers(workflow: Workflow) -> Iterator[Step]:
    """The steps that call a workflow, in reading order; disabled ones call nothing."""
    yield from _callers(workflow.steps)


def _callers(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        if step.enabled:
            if step.called_flow():
                yield step
            for branch in step.branches:
                yield from _callers(children(step, branch.field))


def flow_problems(workflow: Workflow, found: CalledFlows, own: str = "") -> Iterator[Problem]:
    """What is wrong with the workflows that steps call, said at the steps.

    Args:
        workflow: The workflow whose steps call.
        found: What they lead to.
        own: Path of the workflow itself; empty when it has none yet.
    """
    fine: set[str] = set()
    for step in callers(workflow):
        fault = _fault(step.called_flow(), found, (own,), fine)
        if fault:
            yield Problem(fault, step.number, "flow")


def _fault(path: str, found: CalledFlows, trail: tuple[str, ...], fine: set[str]) -> str:
    """The first thing that is wrong on the way down from a call; empty when nothing is."""
    if path in trail:
        circle = " → ".join((*trail[trail.index(path) :], path))
        return f"The workflows call each other in a circle: {circle}. Take one of the calls out."
    if len(trail) > DEEPEST:
        return f"The calls lead through more than {DEEPEST} workflows, one inside the other."
    known = found.flows.get(path)
    if path in fine or known is None:
        return found.faults.get(path, "")
    for step in callers(known):
        inner = step.called_flow()
        fault = _fault(inner, found, (*trail, path), fine)
        if fault:
            return f"“{path}” calls “{inner}”. {fault}" if inner in found.faults else fault
    fine.add(path)
    return ""
