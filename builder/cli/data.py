"""`steploom run --data`: the workflow once for each row of a file."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from builder.cli.exit_codes import FAILED, INTERRUPTED, SUCCEEDED
from builder.cli.history import rows_recorded
from builder.cli.listeners import Hearing, listeners
from builder.cli.preparation import Prepared, Unusable
from builder.cli.surroundings import example_served
from builder.cli.tokens import tokens_for
from builder.engine.functions.pool import FunctionPool
from builder.engine.pace import Pace
from builder.engine.rows import data_file
from builder.engine.rows.data_file import Contents
from builder.engine.rows.journal import Journal, begin, resume
from builder.engine.rows.journal_file import Head, JournalError, finished_rows
from builder.engine.rows.row import Row, RowsError
from builder.engine.rows.running import StartRow, run_rows
from builder.engine.run import run
from builder.engine.transports import Transports
from builder.history.rows_recorder import RowsRecorder
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, Status
from builder.model.masking import Masker
from builder.model.row_events import RowsFinished, RowsStarted
from builder.storage.secrets import open_secrets
from builder.storage.userdata import UserData


def run_data(options: argparse.Namespace, prepared: Prepared, folder: Path) -> int:
    """Run all rows; returns the exit code.

    Raises:
        Unusable: The data cannot be used, or the run cannot be resumed.
        FileProblem: A report cannot be written.
    """
    assert prepared.data is not None, "asked for by --data"
    try:
        contents = data_file.check(prepared.data.path)
        journal = _journal(prepared, contents, UserData.standard().rows)
    except (RowsError, JournalError) as problem:
        raise Unusable(str(problem)) from None
    try:
        with (
            Hearing(listeners(options, prepared)) as hearing,
            rows_recorded(options, prepared, journal.history) as recorder,
        ):
            started = _started(prepared, contents, journal)
            if journal.resumed:
                hearing.remember(finished_rows(journal.path))
            end = asyncio.run(
                _run_rows(prepared, folder, contents, journal, started, hearing, recorder)
            )
    except (KeyboardInterrupt, asyncio.CancelledError):
        finished = sum(journal.counts.values())
        print(
            f"steploom: interrupted; {finished:,} of {contents.rows:,} rows are finished. "
            "The same command with --resume goes on with the others.",
            file=sys.stderr,
        )
        return INTERRUPTED
    finally:
        journal.close()
    return SUCCEEDED if end.status is Status.SUCCEEDED else FAILED


def _journal(prepared: Prepared, contents: Contents, folder: Path) -> Journal:
    assert prepared.data is not None
    head = Head(
        flow=os.path.realpath(prepared.path),
        data=os.path.realpath(prepared.data.path),
        environment=prepared.surroundings.name,
        upto=prepared.upto,
    ).of(contents)
    return resume(folder, head) if prepared.data.resume else begin(folder, head)


def _started(prepared: Prepared, contents: Contents, journal: Journal) -> RowsStarted:
    assert prepared.data is not None
    return RowsStarted(
        flow=prepared.path.name,
        data=os.fspath(prepared.data.path),
        total=contents.rows,
        environment=prepared.surroundings.name,
        finished=journal.resumed,
        failed=journal.counts[Status.FAILED.value],
    )


async def _run_rows(
    prepared: Prepared,
    folder: Path,
    contents: Contents,
    journal: Journal,
    started: RowsStarted,
    hearing: Hearing,
    recorder: RowsRecorder | None,
) -> RowsFinished:
    options = prepared.data
    assert options is not None
    async with AsyncExitStack() as stack:
        around = await example_served(prepared, stack)
        transports = Transports()
        stack.push_async_callback(transports.aclose)
        functions = FunctionPool()
        stack.push_async_callback(functions.aclose)
        return await run_rows(
            data_file.read(options.path, contents),
            started,
            start=_starter(prepared, around, hearing, transports, functions),
            hear=hearing,
            folder=folder,
            plan=options.plan,
            journal=journal,
            recorder=recorder,
        )


def _starter(
    prepared: Prepared,
    around: Surroundings,
    hearing: Hearing,
    transports: Transports,
    functions: FunctionPool,
) -> StartRow:
    """What runs the workflow for one row; connections, workers, tokens and pace serve all rows."""
    options = prepared.data
    assert options is not None
    tokens = tokens_for(prepared.workflow, around, open_secrets(Path(around.folder)))
    pace = Pace(options.per_second) if options.per_second else None

    async def start(
        row: Row, emit: Callable[[AnyEvent], None], hide: Callable[[Masker], None], place: Path
    ) -> None:
        def hide_with(masker: Masker) -> None:
            hide(masker)
            hearing.hide_with(masker, row.number)

        await run(
            prepared.workflow,
            surroundings=around,
            event=row.value,
            emit=emit,
            hiding=hide_with,
            flow_name=prepared.path.name,
            flow_path=prepared.flow_path,
            upto=prepared.upto,
            folder=place,
            transport=transports,
            functions=functions,
            tokens=tokens,
            pace=pace,
        )

    return start
