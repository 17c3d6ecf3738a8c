"""A real document with samples and an environment, and the panel and fields that edit it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.samples import Samples
from builder.document.variables import Variables
from builder.forms.context import FormContext
from builder.look.stylesheet import dress
from builder.look.theme import Look
from builder.model.environment import Environment, Variable
from builder.model.events import Status, StepFinished
from builder.model.workflow import Workflow, find
from builder.panels.step_panel import StepPanel
from builder.storage.secrets import MemorySecrets
from builder.storage.workspace import Workspace

USER = {
    "id": "u_4821",
    "email": "ada@example.com",
    "manager": {"email": None},
    "orders": [{"id": 90011, "total": 42.5}],
}
FLOW: dict[str, Any] = {
    "trigger": {"kind": "event", "number": 1, "example": '{"userId": "u_4821", "id": "evt_91"}'},
    "steps": [
        {"kind": "request", "number": 2, "name": "Get user", "url": "https://example.com/users"},
        {
            "kind": "request",
            "number": 3,
            "name": "Tell",
            "url": "{{env.base_url}}/users/{{1.event.userId}}",
            "query": [{"key": "a", "value": "1"}, {"key": "b", "value": "2", "enabled": False}],
            "headers": [{"key": "X-Id", "value": "{{2.response.body.id}}"}],
        },
        {
            "kind": "conditional",
            "number": 4,
            "rules": {"groups": [[{"left": "1", "operator": "equals", "right": "1"}]]},
        },
    ],
}


@dataclass
class Desk:
    """Everything a form stands on."""

    document: Document
    samples: Samples
    environments: Environments
    variables: Variables
    context: FormContext
    look: Look

    def step(self, number: int) -> Any:
        return find(self.document.workflow, number)

    def sample(self, number: int, value: Any) -> None:
        event = StepFinished(step=number, status=Status.SUCCEEDED, sample=value)
        self.samples.take(event)


def make_desk(folder: Path, flow: dict[str, Any] | None = None, theme: str = "light") -> Desk:
    """A document of that flow, step 2 tested, an environment with one secret."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look = Look(fixed=theme)
    dress(application, look)
    workspace = Workspace.create(folder)
    variables = (
        Variable(name="base_url", value="https://api.example.com"),
        Variable(name="api_key", secret=True),
    )
    workspace.create_environment("Staging", Environment(variables=variables))
    secrets = MemorySecrets()
    secrets.set("Staging", "api_key", "s3cr3t-value")
    environments = Environments(workspace, secrets)
    environments.choose("Staging")
    document = Document(Workflow.model_validate(flow or FLOW))
    samples = Samples(document)
    seen = Variables(document, samples, environments)
    desk = Desk(document, samples, environments, seen, FormContext(look, seen, folder), look)
    desk.sample(2, {"response": {"statusCode": 200, "body": USER}})
    return desk


def shown(qtbot: QtBot, widget: QWidget, width: int = 428, height: int = 800) -> QWidget:
    """A window around a widget, as wide as the panel is, with the keys."""
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    window.resize(width, height)
    qtbot.addWidget(window)
    widget.kept = window  # type: ignore[attr-defined]  # Python must not collect it meanwhile
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def make_panel(qtbot: QtBot, desk: Desk, number: int | None = None) -> StepPanel:
    """The step panel over a desk, one step selected."""
    panel = StepPanel(desk.document, desk.context, desk.look)
    shown(qtbot, panel)
    if number is not None:
        desk.document.select([number])
    return panel
