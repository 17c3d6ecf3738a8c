"""What the canvas needs to put problems right: what lies around a workflow, and where to go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from builder.document.environments import Environments
from builder.model.environment import Variable
from builder.model.fixes import Around

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab


def offer_fixes(tab: FlowTab) -> None:
    """Let the canvas of a workflow put problems right that lie beside the workflow."""
    fixing = tab.canvas.parts.fixing
    fixing.around = partial(around, tab.environments)
    fixing.create_variable = partial(_create_variable, tab)
    fixing.go_to = partial(_go_to, tab)


def around(environments: Environments) -> Around:
    """What references and connections can name now."""
    return Around(environments.variables, environments.current, environments.connections.names)


def _create_variable(tab: FlowTab, name: str) -> None:
    """Add the variable to the environment in use, and let its value be typed."""
    from builder.document.environment_edits import add_variable

    environment = tab.environments.current
    add_variable(tab.environments, environment, Variable(name=name))
    tab.variable_requested.emit(environment, name)


def _go_to(tab: FlowTab, number: int, field: str) -> None:
    tab.show_step(number)
    tab.step_panel.reveal(field)
