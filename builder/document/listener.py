"""Waits on this machine for one real request, to keep it as a trigger's test data."""

from __future__ import annotations

import asyncio
from functools import partial

from PySide6.QtCore import QObject, Signal

from builder.examples.answer import Answer, Asked, answer, fault
from builder.examples.connection import Connection
from builder.look.language import tr
from builder.model.json_text import JsonError, pretty
from builder.model.received_request import BadRequest, request_value

HOST = "127.0.0.1"
LARGEST = 1024 * 1024
"""Bytes of a request that are taken, and of the test data made from it."""
PATIENCE = 600.0
"""Seconds after which nobody is waited for any more."""
FAREWELL = 0.2
"""Seconds in which the answer can be read before connections are ended."""
CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})
LEFT_OUT = "(left out)"
"""What test data, which lies in the flow file, has in place of the caller's credentials."""


class Socket:
    """The listening socket and its connections; plain, so that it outlives the widgets."""

    def __init__(self) -> None:
        self._server: asyncio.Server | None = None
        self._connections: set[Connection] = set()
        self._timers: list[asyncio.TimerHandle] = []

    async def open(self, listener: Listener) -> int:
        """Listen on a free port; the port. Raises OSError when none can be had."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(listener.respond, self._connections, LARGEST), HOST, 0
        )
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def later(self, seconds: float, call: partial[None]) -> None:
        """Call unless it is closed before."""
        self._timers.append(asyncio.get_running_loop().call_later(seconds, call))

    def close(self) -> None:
        """End listening and every connection."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        if self._server is not None:
            self._server.close()
            self._server = None
        for connection in tuple(self._connections):
            connection.close()


class Listener(QObject):
    """Takes the first request of a method and a path; others are told what is waited for.

    Attributes:
        address: Scheme, host and port while it listens; empty otherwise.

    Signals:
        changed: It listens now, or does not any more.
        received: The request as JSON text.
        failed: Why it stopped without one.
    """

    changed = Signal()
    received = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.address = ""
        self._method = self._path = ""
        self._done = False
        self._task: asyncio.Task[None] | None = None
        self._socket = Socket()
        self.destroyed.connect(self._socket.close)

    def start(self, method: str, path: str) -> None:
        """Begin to listen; nothing when it does already.

        Args:
            method: What a request must have.
            path: Likewise.
        """
        if self.address or self._task is not None:
            return
        self._method, self._path = method, path
        self._done = False
        self._task = asyncio.get_running_loop().create_task(self._open())

    async def _open(self) -> None:
        try:
            port = await self._socket.open(self)
        except OSError as error:
            self._task = None
            self.failed.emit(
                tr("No port can be had on this machine: {why}.", why=error.strerror or error)
            )
            return
        self._task = None
        self.address = f"http://{HOST}:{port}"
        self._socket.later(PATIENCE, partial(self._give_up))
        self.changed.emit()

    def stop(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._socket.close()
        self.address = ""
        self.changed.emit()

    def _give_up(self) -> None:
        self.stop()
        minutes = round(PATIENCE / 60)
        self.failed.emit(
            tr("Nobody called within {n} minutes. Listen again when you are ready.", n=minutes)
        )

    def respond(self, asked: Asked) -> Answer:
        """Answer a request; the first that fits is kept."""
        said = self._taken(asked)
        return Answer(
            said.status, said.body, said.media_type, {**said.headers, "Server": "Steploom"}
        )

    def _taken(self, asked: Asked) -> Answer:
        wanted = f"{self._method} {self._path}"
        if asked.target.partition("?")[0] != self._path:
            return fault(404, "wrong_path", f"Steploom waits for {wanted} here.")
        if asked.method != self._method:
            said = f"Steploom waits for {wanted} here."
            return fault(405, "wrong_method", said, Allow=self._method)
        if self._done:
            return fault(409, "taken", "Steploom has its request and waits for no other.")
        try:
            text = _test_data(asked)
        except (BadRequest, JsonError) as problem:
            return fault(400, "bad_request", str(problem))
        if len(text) > LARGEST:
            return fault(413, "too_large", f"Test data has at most {LARGEST:,} characters.")
        self._done = True
        self._socket.later(FAREWELL, partial(self._end, text))
        return answer({"received": True})

    def _end(self, text: str) -> None:
        self.stop()
        self.received.emit(text)


def _test_data(asked: Asked) -> str:
    """The request as JSON text, without the caller's credentials.

    Raises:
        BadRequest: It cannot be read.
        JsonError: It holds what JSON cannot hold.
    """
    value = request_value(asked.method, asked.target, asked.headers, asked.body)
    headers = value["headers"]
    value["headers"] = {n: LEFT_OUT if n in CREDENTIALS else text for n, text in headers.items()}
    return pretty(value)
