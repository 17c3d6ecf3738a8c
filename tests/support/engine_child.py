"""The engine's process, spoken to over its pipes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder.engine.protocol import (
    Events,
    FromHost,
    Ready,
    RunMessage,
    ToHost,
    decode_from_host,
    encode,
)
from builder.engine.sending import plain_workflow
from builder.model.events import AnyEvent, RunFinished
from builder.model.workflow import Workflow


class Child:
    """A running host."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def say(self, message: ToHost) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(message))
        self.process.stdin.flush()

    def hear(self) -> FromHost:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the host ended"
        return decode_from_host(line)

    def until(self, number: int, kind: type[Any]) -> list[AnyEvent]:
        """What is said of a run up to and including the batch with such an event."""
        events: list[AnyEvent] = []
        while not any(isinstance(event, kind) for event in events):
            message = self.hear()
            if isinstance(message, Events) and message.id == number:
                events += message.events
        return events

    def until_end(self, number: int) -> list[AnyEvent]:
        return self.until(number, RunFinished)


@contextmanager
def engine_child() -> Iterator[Child]:
    """A host; it has to end by itself when nobody speaks to it any more."""
    command = [sys.executable, "-m", "builder.engine.host"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        talking = Child(process)
        ready = talking.hear()
        assert isinstance(ready, Ready)
        assert ready.pid == process.pid
        yield talking
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(5) == 0


def run_message(number: int, workflow: Workflow, folder: Path, **details: Any) -> RunMessage:
    """A message that starts a run."""
    return RunMessage(id=number, workflow=plain_workflow(workflow), folder=str(folder), **details)
