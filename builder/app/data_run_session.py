"""Data-driven runs of one workflow in an engine's process, as the window sees them."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal

from builder.document.engine_process import EngineProcess
from builder.document.engine_watch import STOP_SECONDS
from builder.document.token_shelf import TokenShelf
from builder.engine.protocol import (
    DataRun,
    FromHost,
    RowsBegan,
    RowsEnded,
    RowsSaid,
    RowsSeen,
    StopMessage,
    TokenFetched,
)
from builder.engine.sending import run_message
from builder.model.environment import Surroundings
from builder.model.events import Failure, Status
from builder.model.row_events import RowsFinished
from builder.model.workflow import Workflow
from builder.storage.called_flows import with_called_flows


class DataRunSession(QObject):
    """Starts and stops data-driven runs; each engine's process begins with the first of them.

    Attributes:
        running: Whether a run is under way.

    Signals:
        began: `RowsBegan`: the data was read.
        seen: `RowsSeen`: rows ended.
        ended: The `RowsFinished` of a run, however it ended.
        warned: A sentence for the user while it goes on.
    """

    began = Signal(object)
    seen = Signal(object)
    ended = Signal(object)
    warned = Signal(str)

    def __init__(
        self, tokens: TokenShelf, history: Path | None = None, parent: QObject | None = None
    ) -> None:
        """Prepare; nothing is started yet.

        Args:
            tokens: Keeps access tokens.
            history: The database that keeps the runs; None to keep none.
            parent: The owner.
        """
        super().__init__(parent)
        self._tokens = tokens
        self._history = history
        self._folder = TemporaryDirectory(prefix="steploom-")
        self._ids = count(1)
        self._run = 0
        self._engine: EngineProcess | None = None
        self._force: asyncio.TimerHandle | None = None
        self.running = False

    def start(
        self,
        workflow: Workflow,
        surroundings: Surroundings,
        data: DataRun,
        name: str,
        path: str,
    ) -> bool:
        """Run a workflow for each row; False while another run is under way.

        Args:
            workflow: What to run.
            surroundings: The environment and the workspace.
            data: The rows, and how they are run.
            name: The flow's name.
            path: The flow's file by its path in the workspace, which finished rows are noted for;
                empty for a new flow.
        """
        if self.running:
            return False
        self.running = True
        self._run = next(self._ids)
        around = with_called_flows(surroundings, workflow)
        self._living().say(
            run_message(
                self._run,
                workflow,
                around,
                Path(self._folder.name),
                tokens=self._tokens.for_run(workflow, around),
                flow=name,
                flow_path=path,
                data=data,
                history="" if self._history is None else str(self._history),
            )
        )
        return True

    def stop(self) -> None:
        """Cancel the rows that run; an engine that does not obey within a second is ended."""
        if self.running and self._engine is not None and self._force is None:
            self._engine.say(StopMessage(self._run))
            loop = asyncio.get_running_loop()
            self._force = loop.call_later(STOP_SECONDS, self._stop_by_force)

    def close(self) -> None:
        """End the engine's process, and with it what runs."""
        self._calm()
        self.running = False
        if self._engine is not None:
            self._engine.end()

    async def closed(self) -> None:
        """Close, and return when nothing is left."""
        self.close()
        if self._engine is not None:
            await self._engine.finished()
        self._folder.cleanup()

    def _living(self) -> EngineProcess:
        """The engine's process; a new one when the last is gone."""
        if self._engine is None or self._engine.ended:
            self._engine = EngineProcess(self._hear, self._lost)
        return self._engine

    def _hear(self, message: FromHost) -> None:
        if isinstance(message, TokenFetched):
            self._tokens.keep(message.token)
        elif not self.running or getattr(message, "id", None) != self._run:
            return
        elif isinstance(message, RowsBegan):
            self.began.emit(message)
        elif isinstance(message, RowsSeen):
            self.seen.emit(message)
        elif isinstance(message, RowsSaid):
            self.warned.emit(message.text)
        elif isinstance(message, RowsEnded):
            self._end(message.finished)

    def _lost(self, reason: str) -> None:
        if self.running:
            words = f"{reason} Resume the run to go on with the rows that are left."
            self._end(RowsFinished(status=Status.FAILED, error=Failure("engine-lost", words)))

    def _stop_by_force(self) -> None:
        self._force = None
        if self.running and self._engine is not None:
            self._engine.kill()
            self._end(RowsFinished(status=Status.CANCELLED))

    def _end(self, finished: RowsFinished) -> None:
        self._calm()
        self.running = False
        self.ended.emit(finished)

    def _calm(self) -> None:
        if self._force is not None:
            self._force.cancel()
            self._force = None
