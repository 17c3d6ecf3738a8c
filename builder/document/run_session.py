"""Runs of one workflow in the engine's process, as the window sees them."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, Signal

from builder.document.engine_process import EngineProcess
from builder.document.engine_watch import EngineWatch
from builder.document.run_choices import RunChoices, handed, samples_before, samples_for_step
from builder.document.run_control import RunControl
from builder.document.run_record import RunRecord
from builder.document.samples import Samples
from builder.document.step_state import NO_STATES, States, after, ended, queued
from builder.document.token_shelf import TokenShelf
from builder.engine.protocol import (
    Events,
    FromHost,
    HealthMessage,
    StopMessage,
    TokenFetched,
)
from builder.engine.sending import run_message
from builder.model.environment import Surroundings
from builder.model.events import (
    AnyEvent,
    Failure,
    Log,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
)
from builder.model.workflow import Workflow, walk
from builder.storage.called_flows import with_called_flows
from builder.storage.secrets import MemorySecrets


class RunSession(QObject):
    """Starts and stops runs, and knows how far the last one got.

    Attributes:
        states: How far each step of the last run got.
        record: Items of Fan Outs and the log of the last run.
        running: Whether a run is under way.
        control: Pauses the run, lets it go on, takes it step by step.
        run_status: How the last run ended; "running" meanwhile; None before the first.
        started_at: `time.monotonic()` of the start; 0 before the first run.
        last: The event the last run ended with.
        test_data: Whether the trigger's example was the event.
        flow_path: The flow's file, by its path in the workspace; what the engine and the history
            know it by.
        history_key: What the history knows the last run by; empty when it is not kept.

    Signals:
        started: A run began.
        changed: States are others now; after each batch of events, at most once in 16 ms.
        step_finished: A `StepFinished`, as it arrives.
        finished: The `RunFinished` of a run, stopped ones included.
        failed: A run broke off because of the engine, with the reason.
        warned: A sentence about the run as a whole.
    """

    started = Signal()
    changed = Signal()
    step_finished = Signal(object)
    finished = Signal(object)
    failed = Signal(str)
    warned = Signal(str)

    def __init__(
        self,
        folder: Path | None = None,
        parent: QObject | None = None,
        tokens: TokenShelf | None = None,
        history: Path | None = None,
    ) -> None:
        """Prepare a session; no process is started yet.

        Args:
            folder: Where large bodies of the runs go; without one they go with the session.
            parent: The owner.
            tokens: Where access tokens are kept between engines; None for a shelf of its own.
            history: The database that keeps the runs; None to keep none.
        """
        super().__init__(parent)
        self._tokens = tokens or TokenShelf(MemorySecrets())
        self._own_folder = None if folder else TemporaryDirectory(prefix="steploom-")
        self._folder = folder or Path(self._own_folder.name if self._own_folder else "")
        self._ids = count(1)
        self._run = 0
        self._engine: EngineProcess | None = None
        self._watch = EngineWatch(self._ask_for_life, self._end_silent, self._stop_by_force)
        self.states: States = NO_STATES
        self.record = RunRecord()
        self.running = False
        self.control = RunControl(lambda message: self._living().say(message), self)
        self.run_status: Status | None = None
        self.started_at = 0.0
        self.last: RunFinished | None = None
        self.test_data = False
        self._history = history
        self.flow_path = ""
        self.history_key = ""

    @property
    def done(self) -> int:
        """How many steps of the last run have ended."""
        return sum(state.finished is not None for state in self.states.values())

    @property
    def total(self) -> int:
        """How many steps the last run can reach."""
        return len(self.states)

    @property
    def engine_pid(self) -> int | None:
        """The id of the engine's process, None while there is none."""
        return None if self._engine is None or self._engine.ended else self._engine.pid

    def warm_up(self) -> None:
        """Start the engine's process, so that the first run finds it ready."""
        self._living().start()

    def restart(self) -> None:
        """Start the engine anew, unless it runs something: it reads what is preferred once."""
        if not self.running:
            self.close()
            self.warm_up()

    def test_workflow(
        self,
        workflow: Workflow,
        surroundings: Surroundings,
        *,
        name: str = "",
        event: Any = None,
        choices: RunChoices | None = None,
        samples: Samples | None = None,
    ) -> bool:
        """Run the whole workflow, or a part of it; False while another run is under way.

        Args:
            workflow: What to run.
            surroundings: The environment and the workspace.
            name: The flow's name.
            event: What the trigger hands on; None for its example.
            choices: Which part of it, and how; None for all of it.
            samples: Where the outputs of steps before the first one come from.
        """
        choices = choices or RunChoices()
        numbers = tuple(step.number for step in walk(workflow))
        details = choices.details()
        given = choices.outputs
        if given is None and choices.start is not None and samples is not None:
            given = samples_before(workflow, choices.start, samples)
        if given is not None:
            details |= handed(given, "outputs", "output_files")
        return self._begin(workflow, surroundings, numbers, flow=name, event=event, **details)

    def test_step(
        self,
        workflow: Workflow,
        number: int,
        samples: Samples,
        surroundings: Surroundings,
        *,
        name: str = "",
        token: bool = False,
    ) -> bool:
        """Run one step alone on samples; False while another run is under way.

        Args:
            workflow: The workflow the step is in.
            number: The step.
            samples: Where outputs of the steps above come from.
            surroundings: The environment and the workspace.
            name: The flow's name.
            token: Only fetch an access token for the step.
        """
        given = samples_for_step(workflow, number, samples)
        return self._begin(
            workflow,
            surroundings,
            (number,),
            flow=name,
            only=number,
            token=token,
            item=dict(samples.items),
            **handed(given, "outputs", "output_files"),
        )

    def stop(self) -> None:
        """Cancel the run; an engine that does not obey within a second is ended."""
        if self.running and self._engine is not None:
            self._engine.say(StopMessage(self._run))
            self._watch.stopping()

    def close(self) -> None:
        """End the engine's process, and with it what runs."""
        self._watch.end()
        self.running = False
        if self._engine is not None:
            self._engine.end()

    async def closed(self) -> None:
        """Close, and return when nothing is left."""
        self.close()
        if self._engine is not None:
            await self._engine.finished()
        if self._own_folder is not None:
            self._own_folder.cleanup()

    def _begin(
        self,
        workflow: Workflow,
        surroundings: Surroundings,
        numbers: tuple[int, ...],
        **details: Any,
    ) -> bool:
        if self.running:
            return False
        surroundings = with_called_flows(surroundings, workflow)
        self._run = next(self._ids)
        self.running = True
        self.run_status = Status.RUNNING
        self.started_at = time.monotonic()
        self.states = queued(numbers)
        if details.get("only") is None:
            self.record = RunRecord()
        else:
            self.record.restart(details["only"])
        # Fetching a token is no run of the workflow.
        is_kept = self._history is not None and not details.get("token")
        self.history_key = token_hex(8) if is_kept else ""
        self.control.begin(self._run, bool(details.get("paused")))
        engine = self._living()
        engine.say(
            run_message(
                self._run,
                workflow,
                surroundings,
                self._folder,
                tokens=self._tokens.for_run(workflow, surroundings),
                flow_path=self.flow_path,
                history=str(self._history) if is_kept else "",
                history_key=self.history_key,
                **details,
            )
        )
        self._watch.begin()
        self.started.emit()
        self.changed.emit()
        return True

    def _living(self) -> EngineProcess:
        """The engine's process; a new one when the last is gone."""
        if self._engine is None or self._engine.ended:
            engine = EngineProcess(self._hear, lambda reason: self._lost(engine, reason))
            self._engine = engine
        return self._engine

    def _hear(self, message: FromHost) -> None:
        self._watch.heard()
        if isinstance(message, TokenFetched):
            self._tokens.keep(message.token)
        elif isinstance(message, Events) and message.id == self._run:
            if self.running:
                self._show(message.events)
            for event in message.events:  # after the run's end too: that it could not be kept
                if isinstance(event, Log) and event.step is None:
                    self.warned.emit(event.message)

    def _show(self, events: list[AnyEvent]) -> None:
        self.states = after(self.states, events)
        self.record.hear(events)
        end = None
        for event in events:
            self.control.hear(event)
            if isinstance(event, RunStarted):
                self.test_data = event.test_data
            elif isinstance(event, StepFinished):
                self.step_finished.emit(event)
            elif isinstance(event, RunFinished):
                end = event
        if end is not None:
            self._ended(end)
            self.changed.emit()
            self.finished.emit(end)
        else:
            self.changed.emit()

    def _ended(self, event: RunFinished) -> None:
        self._watch.end()
        self.running = False
        self.control.end()
        self.run_status = event.status
        self.last = event

    def _lost(self, engine: EngineProcess, reason: str) -> None:
        """The process is gone: the run fails, the next one starts a new process."""
        if engine is not self._engine or not self.running:
            return
        self.states = ended(self.states, Status.FAILED)
        self._ended(_ending(self.started_at, Status.FAILED, Failure("engine-lost", reason)))
        self.changed.emit()
        self.failed.emit(reason)

    def _stop_by_force(self) -> None:
        if self.running and self._engine is not None:
            self._engine.kill()
            self.states = ended(self.states, Status.CANCELLED)
            event = _ending(self.started_at, Status.CANCELLED)
            self._ended(event)
            self.changed.emit()
            self.finished.emit(event)

    def _ask_for_life(self) -> None:
        if self._engine is not None:
            self._engine.say(HealthMessage())

    def _end_silent(self) -> None:
        if self._engine is not None:
            self._engine.kill()
            self._lost(self._engine, "The engine does not answer any more and was ended.")


def _ending(started_at: float, status: Status, error: Failure | None = None) -> RunFinished:
    """The last event of a run whose engine could not send one."""
    duration = time.monotonic() - started_at
    return RunFinished(at=duration, status=status, duration=duration * 1000, error=error)
