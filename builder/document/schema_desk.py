"""“Load schema”: asks the GraphQL server of a step for its schema, and keeps it in memory."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from builder.bodies.graphql import GraphqlBody
from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.run_session import RunSession
from builder.document.samples import Samples
from builder.document.step_session import StepSession
from builder.http.failure import Failure
from builder.http.fields import RequestFields
from builder.http.pagination import Pagination
from builder.look.language import tr
from builder.model.edit import change_step
from builder.model.events import RunFinished, StepFinished
from builder.model.graphql_schema import Schema, SchemaError, introspection, read_schema
from builder.model.http import BodyRecord
from builder.model.workflow import find

Endpoint = tuple[str, str, str, str]
"""Environment, connection, its base URL, and the URL as it is typed."""


class SchemaDesk(QObject):
    """Loads one schema at a time, in an engine of its own.

    Signals:
        answered: Number of the step, and why no schema came; empty when one did.
        changed: A schema came, or the selected step or its endpoint may be another one now.
    """

    answered = Signal(int, str)
    changed = Signal()

    def __init__(
        self,
        document: Document,
        samples: Samples,
        environments: Environments,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._samples = samples
        self._environments = environments
        self._schemas: dict[Endpoint, Schema] = {}
        self._asked: tuple[int, Endpoint] | None = None
        self._asking = StepSession(self, environments.tokens)
        self._asking.ended.connect(self._finished)
        self._asking.failed.connect(self._take)
        document.changed.connect(self._follow)
        environments.changed.connect(self._follow)
        # Queued: by then the step panel shows the other step.
        document.selection_changed.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """What asks, from the first schema on; whoever owns the desk closes it."""
        return self._asking.sessions

    def load(self, number: int) -> bool:
        """Ask the server of a step; False while another one is asked, or without such a step."""
        endpoint = self._endpoint(number)
        if self._asked is not None or endpoint is None:
            return False
        if not self._environments.permit(self._document.workflow, lambda: self.load(number)):
            return False
        self._asked = number, endpoint
        asking = change_step(
            self._document.workflow,
            number,
            body=GraphqlBody(query=introspection()),
            failure=Failure(),
            pagination=Pagination(),
        )
        around = self._environments.surroundings()
        begun = self._asking.for_step(number).test_step(asking, number, self._samples, around)
        if not begun:
            self._asked = None
        return begun

    def schema(self, number: int) -> Schema | None:
        """What is loaded of the server a step calls; None before that."""
        if not self._schemas:
            return None
        endpoint = self._endpoint(number)
        return None if endpoint is None else self._schemas.get(endpoint)

    def _endpoint(self, number: int) -> Endpoint | None:
        step = find(self._document.workflow, number)
        if not isinstance(step, RequestFields):
            return None
        around = self._environments.surroundings()
        name = step.connection_name()
        connection = around.connections.get(name)
        return around.name, name, connection.base_url if connection else "", step.url

    def _follow(self) -> None:
        if self._schemas:
            self.changed.emit()

    def _finished(self, step: StepFinished | None, run: RunFinished) -> None:
        why = run.error.message if run.error else ""
        exchanges = step.exchanges if step else ()
        if not exchanges:
            self._take(why or tr("It was stopped."))
            return
        # Not in a thread: the garbage collector, run there, would end widgets outside Qt's thread.
        self._read(exchanges[-1].body, why)

    def _read(self, body: BodyRecord, why: str) -> None:
        found: Schema | str
        try:
            found = read_schema(body.read())
        except SchemaError as error:
            found = f"{why} {error}".strip()
        except OSError as error:
            found = tr("The answer cannot be read: {why}.", why=error.strerror or error)
        self._take(why if why and isinstance(found, Schema) else found)

    def _take(self, found: Schema | str) -> None:
        if self._asked is None:
            return
        (number, endpoint), self._asked = self._asked, None
        if isinstance(found, Schema):
            self._schemas[endpoint] = found
            self.answered.emit(number, "")
            self.changed.emit()
        else:
            self.answered.emit(number, found)
