"""A data-driven run in the engine's process: what the window hears of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

from builder.engine.protocol import (
    DataRun,
    FromHost,
    RowPlace,
    RowsBegan,
    RowsEnded,
    RowsSaid,
    RowsSeen,
    RunMessage,
    encode,
)
from builder.engine.rows import data_file
from builder.engine.rows.data_file import Contents
from builder.engine.rows.journal import Journal, begin, resume
from builder.engine.rows.journal_file import Head, JournalError, places
from builder.engine.rows.row import RowsError
from builder.engine.rows.running import RowsPlan, StartRow, internal, run_rows
from builder.history.about import About, part_text
from builder.history.rows_recorder import RowsRecorder
from builder.model.events import AnyEvent, Failure, Status
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished, RowsStarted

SEEN_SECONDS = 0.05
_AT_ONCE = 5_000


class Places:
    """Tells the window which rows ended and where they are noted, some at a time."""

    def __init__(self, run: int, write: Callable[[bytes], None]) -> None:
        self._run = run
        self._write = write
        self._waiting: list[RowPlace] = []
        self._timer: asyncio.TimerHandle | None = None
        self._at = 0

    def noted(self, result: RowFinished, at: int) -> None:
        """A row was written to the journal."""
        place = RowPlace(result.row, result.status is Status.FAILED, result.duration, at)
        self._waiting.append(place)
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(SEEN_SECONDS, self.flush)

    def hear(self, event: AnyEvent, row: int) -> None:
        """Events of single rows stay here."""

    def hear_rows(self, event: RowsEvent) -> None:
        """The beginning and the end are told by who runs the rows."""

    def flush(self) -> None:
        """Tell what waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiting:
            self.say(RowsSeen(self._run, self._waiting))
            self._waiting = []

    def say(self, message: FromHost) -> None:
        """Send a message."""
        self._write(encode(message))


async def host_rows(
    message: RunMessage, data: DataRun, start: StartRow, write: Callable[[bytes], None]
) -> None:
    """Run the rows that a message names; whatever happens, the last message is `RowsEnded`.

    Args:
        message: What the window wants.
        data: The rows and how they are run.
        start: Runs the workflow for one row.
        write: Takes encoded messages.

    Raises:
        CancelledError: It was stopped, after its last message.
    """
    told = Places(message.id, write)
    end = RowsFinished(status=Status.CANCELLED)
    try:
        contents = await _checked(Path(data.path))
        journal = await asyncio.to_thread(_journal, message, data, contents)
        recorder = _recorder(message, data, journal, told)
        try:
            end = await _run(message, data, contents, journal, recorder, start, told)
        finally:
            if recorder is not None:
                await asyncio.shield(asyncio.to_thread(recorder.close))
            end = _counted(end, journal, contents)
            told.flush()
            await asyncio.shield(asyncio.to_thread(journal.close))
    except (RowsError, JournalError) as problem:
        end = RowsFinished(status=Status.FAILED, error=Failure("data", str(problem)))
    except Exception as error:  # the window waits for the end of the run, whatever happens
        end = RowsFinished(status=Status.FAILED, error=internal(error))
    finally:
        told.say(RowsEnded(message.id, end))


async def _checked(path: Path) -> Contents:
    """Check the file in a thread, which ends soon when this is cancelled."""
    cancelled = Event()
    try:
        return await asyncio.to_thread(data_file.check, path, cancelled.is_set)
    finally:
        cancelled.set()


def _journal(message: RunMessage, data: DataRun, contents: Contents) -> Journal:
    head = Head(
        flow=_flow(message),
        data=os.path.realpath(data.path),
        environment=message.environment,
        upto=message.upto,
    ).of(contents)
    folder = Path(data.journals)
    return resume(folder, head) if data.resume else begin(folder, head)


def _flow(message: RunMessage) -> str:
    """The workflow's file, or what stands for one that was never saved."""
    if not message.flow_path:
        return message.flow
    return os.path.realpath(Path(message.workspace) / message.flow_path)


async def _run(
    message: RunMessage,
    data: DataRun,
    contents: Contents,
    journal: Journal,
    recorder: RowsRecorder | None,
    start: StartRow,
    told: Places,
) -> RowsFinished:
    started = RowsStarted(
        flow=message.flow,
        data=data.path,
        total=contents.rows,
        environment=message.environment,
        finished=journal.resumed,
        failed=journal.counts[Status.FAILED.value],
    )
    key = "" if recorder is None else journal.history
    told.say(RowsBegan(message.id, started, str(journal.path), key))
    await _tell_earlier(journal, told)
    journal.noted = told.noted
    return await run_rows(
        data_file.read(Path(data.path), contents),
        started,
        start=start,
        hear=told,
        folder=Path(message.folder),
        plan=RowsPlan(data.at_once, data.bail),
        journal=journal,
        recorder=recorder,
    )


def _recorder(
    message: RunMessage, data: DataRun, journal: Journal, told: Places
) -> RowsRecorder | None:
    """What keeps the run in the history, when the window wants that."""
    if not message.history:
        return None
    loop = asyncio.get_running_loop()

    def warn(sentence: str) -> None:  # called by the recorder's thread
        loop.call_soon_threadsafe(told.say, RowsSaid(message.id, sentence))

    about = About(
        workflow=message.workflow,
        flow_path=message.flow_path,
        workspace=message.workspace,
        part=part_text(upto=message.upto),
        data=data.path,
        key=journal.history,
    )
    masker = Masker(message.values.get(name, "") for name in message.secrets)
    return RowsRecorder(Path(message.history), about, masker, warn)


async def _tell_earlier(journal: Journal, told: Places) -> None:
    """Tell which rows an interrupted run had finished, without holding up anything else."""
    if not journal.resumed:
        return
    for count, (result, at) in enumerate(places(journal.path), 1):
        told.noted(result, at)
        if count % _AT_ONCE == 0:
            told.flush()
            await asyncio.sleep(0)
    told.flush()


def _counted(end: RowsFinished, journal: Journal, contents: Contents) -> RowsFinished:
    """The last event, with its counts also when the run was stopped."""
    if end.status is not Status.CANCELLED:
        return end
    counts = dict(journal.counts)
    counts[Status.QUEUED.value] = contents.rows - sum(counts.values())
    return RowsFinished(status=Status.CANCELLED, counts=counts)
