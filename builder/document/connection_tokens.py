"""“Get token now” for a connection, outside any workflow that is open."""

from __future__ import annotations

from PySide6.QtCore import QObject

from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.samples import Samples
from builder.document.token_desk import TokenDesk
from builder.model.workflow import Workflow
from builder.steps import EventTrigger, Request

STEP = 2
"""Number of the step that stands for the connection."""


class ConnectionTokens(TokenDesk):
    """Fetches tokens as a request through the connection would.

    Attributes:
        connection: Name of the connection that is edited.
    """

    def __init__(self, environments: Environments, parent: QObject) -> None:
        document = Document(Workflow(trigger=EventTrigger()), parent=parent)
        super().__init__(document, Samples(document, parent), environments, parent)
        self.connection = ""

    def fetch(self, number: int) -> bool:
        """Fetch a new token for the connection; False while another one is on its way."""
        connection = self._environments.connections.all.get(self.connection)
        if connection is None:
            return False
        step = Request(number=STEP, url=connection.base_url, auth=connection.auth)
        return self._fetch(number, Workflow(trigger=EventTrigger(), steps=(step,)), STEP)
