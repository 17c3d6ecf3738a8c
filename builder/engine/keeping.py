"""Keeps a run in the history when the window that asked for it says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from builder.engine.protocol import RunMessage
from builder.history.about import About, part_text
from builder.history.recorder import Recorder
from builder.model.events import AnyEvent, Log
from builder.model.masking import Masker


class Keeping:
    """Hands the events of one run on, and to the history too.

    Args:
        message: What the run was started with.
        emit: Where the events go besides.
    """

    def __init__(self, message: RunMessage, emit: Callable[[AnyEvent], None]) -> None:
        self._emit = emit
        self._loop = asyncio.get_running_loop()
        self._recorder = self._made(message) if message.history else None

    def _made(self, message: RunMessage) -> Recorder:
        about = About(
            workflow=message.workflow,
            event=message.event,
            flow_path=message.flow_path,
            workspace=message.workspace,
            part=part_text(message.only, message.upto, message.start),
            key=message.history_key or token_hex(8),
        )
        return Recorder(Path(message.history), about, self._warn)

    def emit(self, event: AnyEvent) -> None:
        """Take an event."""
        self._emit(event)
        if self._recorder is not None:
            self._recorder.hear(event)

    def hide_with(self, masker: Masker) -> None:
        """Hide with this from now on."""
        if self._recorder is not None:
            self._recorder.hide_with(masker)

    async def close(self) -> None:
        """Return when all is written."""
        if self._recorder is not None:
            await asyncio.to_thread(self._recorder.close)

    def _warn(self, sentence: str) -> None:
        """Called by the recorder's thread."""
        self._loop.call_soon_threadsafe(self._emit, Log(message=sentence))
