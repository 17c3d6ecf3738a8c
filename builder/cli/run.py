"""`steploom run`: one workflow, once, with the same engine as the window."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.exit_codes import FAILED, INTERRUPTED, SUCCEEDED, UNUSABLE
from builder.cli.history import recorded
from builder.cli.listeners import Hearing, listeners
from builder.cli.loading import loading
from builder.cli.preparation import Prepared, Unusable, prepare
from builder.cli.surroundings import example_served
from builder.cli.tokens import tokens_for
from builder.engine.run import RunResult, run
from builder.model.events import AnyEvent, Status
from builder.model.masking import Masker
from builder.storage.file_problem import FileProblem
from builder.storage.secrets import open_secrets
from builder.storage.userdata import UserData

if TYPE_CHECKING:
    from builder.history.recorder import Recorder


def run_command(options: argparse.Namespace) -> int:
    """Run what the arguments name; returns the exit code."""
    _end_in_order()
    try:
        with loading():
            prepared = prepare(options)
        with UserData.standard().run_folder() as folder:
            if prepared.data is not None:
                from builder.cli.data import run_data

                return run_data(options, prepared, folder)
            with (
                Hearing(listeners(options, prepared)) as hearing,
                recorded(options, prepared) as recorder,
            ):
                result = asyncio.run(_run(prepared, folder, hearing, recorder))
    except (Unusable, FileProblem) as problem:
        print(f"steploom: {problem}", file=sys.stderr)
        return UNUSABLE
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("steploom: interrupted", file=sys.stderr)
        return INTERRUPTED
    return _exit_code(result)


def _end_in_order() -> None:
    """Let SIGTERM end the run as Ctrl+C does, with reports and history."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))


def _exit_code(result: RunResult) -> int:
    return SUCCEEDED if result.status is Status.SUCCEEDED else FAILED


async def _run(
    prepared: Prepared, folder: Path, hearing: Hearing, recorder: Recorder | None
) -> RunResult:
    def emit(event: AnyEvent) -> None:
        hearing.hear(event)
        if recorder is not None:
            recorder.hear(event)

    def hide_with(masker: Masker) -> None:
        hearing.hide_with(masker)
        if recorder is not None:
            recorder.hide_with(masker)

    async with AsyncExitStack() as stack:
        around = await example_served(prepared, stack)
        return await run(
            prepared.workflow,
            surroundings=around,
            event=prepared.event,
            emit=emit,
            hiding=hide_with,
            flow_name=prepared.path.name,
            flow_path=prepared.flow_path,
            upto=prepared.upto,
            folder=folder,
            tokens=tokens_for(prepared.workflow, around, open_secrets(Path(around.folder))),
        )
