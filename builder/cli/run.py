"""`steploom run`: one workflow, once, with the same engine as the window."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from builder.cli.exit_codes import FAILED, INTERRUPTED, SUCCEEDED, UNUSABLE
from builder.cli.listeners import Listener, listeners
from builder.cli.preparation import Prepared, Unusable, prepare
from builder.cli.tokens import tokens_for
from builder.engine.run import RunResult, run
from builder.examples import needs_server, with_server
from builder.model.events import AnyEvent, Status
from builder.storage.file_problem import FileProblem
from builder.storage.secrets import open_secrets
from builder.storage.userdata import UserData


def run_command(options: argparse.Namespace) -> int:
    """Run what the arguments name; returns the exit code."""
    try:
        prepared = prepare(options)
        with UserData.standard().run_folder() as folder:
            hearing = listeners(options, prepared)
            try:
                result = asyncio.run(_run(prepared, folder, hearing))
            finally:
                for listener in hearing:
                    listener.close()
    except (Unusable, FileProblem) as problem:
        print(f"steploom: {problem}", file=sys.stderr)
        return UNUSABLE
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("steploom: interrupted", file=sys.stderr)
        return INTERRUPTED
    return _exit_code(result)


def _exit_code(result: RunResult) -> int:
    return SUCCEEDED if result.status is Status.SUCCEEDED else FAILED


async def _run(prepared: Prepared, folder: Path, hearing: Sequence[Listener]) -> RunResult:
    async with AsyncExitStack() as stack:
        around = prepared.surroundings
        if needs_server(prepared.workflow, around):
            from builder.examples.server import ExampleServer

            server = await stack.enter_async_context(ExampleServer())
            around = with_server(around, server.url)

        def emit(event: AnyEvent) -> None:
            for listener in hearing:
                listener.hear(event)

        return await run(
            prepared.workflow,
            surroundings=around,
            event=prepared.event,
            emit=emit,
            flow_name=prepared.path.name,
            upto=prepared.upto,
            folder=folder,
            tokens=tokens_for(prepared.workflow, around, open_secrets(Path(around.folder))),
        )
