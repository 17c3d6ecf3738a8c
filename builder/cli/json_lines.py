"""`--json`: every event as one line of JSON on standard output, nothing else."""

from __future__ import annotations

import sys

import msgspec

from builder.cli.preparation import Prepared
from builder.cli.words import error_line
from builder.model.events import AnyEvent, RunFinished, StepFinished
from builder.model.number import Number


class JsonLines:
    """Prints events; errors for people still go to standard error."""

    def __init__(self, prepared: Prepared) -> None:
        self._path = prepared.path
        self._encoder = msgspec.json.Encoder(enc_hook=_digits)

    def hear(self, event: AnyEvent) -> None:
        """Print an event at once, so that a reader sees it live."""
        sys.stdout.write(self._encoder.encode(event).decode() + "\n")
        sys.stdout.flush()
        if isinstance(event, StepFinished | RunFinished) and event.error:
            text = error_line(self._path, event)
            if text:
                print(text, file=sys.stderr)

    def close(self) -> None:
        """Nothing is open."""


def _digits(value: object) -> object:
    """Numbers keep their digits."""
    if isinstance(value, Number):
        return msgspec.Raw(str(value).encode())
    raise NotImplementedError(f"JSON cannot hold a {type(value).__name__}")
