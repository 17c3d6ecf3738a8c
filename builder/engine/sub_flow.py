"""Which flows may call each other."""

from __future__ import annotations

from builder.engine.resources import Resources
from builder.model.check import problems
from builder.model.problem import Severity
from builder.model.reference import nearest_key
from builder.model.step import StepError
from builder.model.workflow import Workflow, find


def flow_to_call(flow: str, calls: tuple[str, ...], resources: Resources) -> Workflow:
    """The flow a step calls.

    Args:
        flow: Its path relative to the workspace.
        calls: Paths of the flows that call each other so far, the run's own first.
        resources: What the run has.

    Raises:
        StepError: "no-such-flow", "flow-cycle", "flow-depth", or "sub-workflow" when it has a
            problem.
    """
    known = resources.surroundings.flows
    workflow = known.get(flow)
    if workflow is None:
        nearest = nearest_key(flow, list(known))
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        message = f"The workspace has no workflow “{flow}”.{hint}"
        raise StepError("no-such-flow", message, "flow")
    if flow in calls:
        chain = " → ".join((*calls[calls.index(flow) :], flow))
        message = f"The workflow would call itself: {chain}. Take one of these calls out."
        raise StepError("flow-cycle", message, "flow")
    depth = resources.budget.depth
    if len(calls) > depth:
        message = f"Workflows call each other more than {depth} deep: {' → '.join(calls[-3:])} …"
        raise StepError("flow-depth", message, "flow")
    if flow not in resources.sound:
        _refuse_problems(flow, workflow, resources)
        resources.sound.add(flow)
    return workflow


def _refuse_problems(flow: str, workflow: Workflow, resources: Resources) -> None:
    around = resources.surroundings
    names = frozenset(around.values) | around.secrets
    for problem in problems(workflow, names, around.name, around.connections):
        if problem.severity is Severity.ERROR:
            step = None if problem.step is None else find(workflow, problem.step)
            place = f", step {step.number} ({step.title})" if step else ""
            message = f"{flow} cannot run{place}: {problem.message}"
            raise StepError("sub-workflow", message, "flow")
