"""What the step panel shows of a step's runs."""

from __future__ import annotations

from collections.abc import Sequence

from builder.app.runner import Runner
from builder.document.environments import Environments
from builder.document.item_choice import ItemChoice, fan_outs_at, item_choices
from builder.model.workflow import Workflow
from builder.panels.step_footer import Standing


def standing_of(
    workflow: Workflow, runner: Runner, environments: Environments, number: int
) -> tuple[Standing, Sequence[ItemChoice]]:
    """How a step stands, and of which Fan Outs around it an item can be chosen.

    Args:
        workflow: The workflow the step is in.
        runner: Runs it, and keeps what steps gave.
        environments: The variables that lists may come from.
        number: The step.
    """
    is_trigger = number == workflow.trigger.number
    sample = runner.samples.sample(number)
    standing = Standing(
        pinned=number in runner.samples.pinned,
        kept=sample is not None and not is_trigger,
        can_pin=not is_trigger,
        can_start=runner.can_run_from(number),
        running=runner.running,
    )
    return standing, _choices(workflow, runner, environments, number)


def _choices(
    workflow: Workflow, runner: Runner, environments: Environments, number: int
) -> Sequence[ItemChoice]:
    if not fan_outs_at(workflow, number):
        return ()
    values = runner.samples.scope(workflow, environments.surroundings())
    return item_choices(workflow, number, values, runner.samples.items, runner.shown.total)
