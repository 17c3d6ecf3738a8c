"""What a connection can refer to: the environment and the built-in values, but no steps."""

from __future__ import annotations

from PySide6.QtCore import QObject

from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.samples import Samples
from builder.document.variables import Variables
from builder.model.workflow import Workflow
from builder.steps import EventTrigger


def connection_variables(environments: Environments, parent: QObject) -> Variables:
    """What the fields of a connection offer and resolve: seen from where no step comes before."""
    document = Document(Workflow(trigger=EventTrigger()), parent=parent)
    return Variables(document, Samples(document, parent), environments, parent)
