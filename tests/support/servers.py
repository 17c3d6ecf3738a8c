"""Real HTTP servers on loopback for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def httpbin_server() -> Iterator[str]:
    """Serve httpbin in a thread; yields its address without a trailing slash."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # httpbin's own imports are deprecated here and there
        from httpbin import app
        from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"

        def log(self, type: str, message: str, *args: object) -> None:
            """Say nothing."""

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    with _serving(server.serve_forever, server.shutdown, server.server_close):
        yield f"http://127.0.0.1:{server.server_port}"


@dataclass(frozen=True)
class Seen:
    """A request as a server saw it: header lines exactly as they came."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


@dataclass
class Answer:
    """What a recording server answers."""

    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


@dataclass
class Recorder:
    """A server that remembers what it was asked and answers what it is told to.

    Attributes:
        url: Its address without a trailing slash.
        seen: The requests so far.
        answers: What to answer, by path; anything else gets an empty 200.
    """

    url: str
    seen: list[Seen] = field(default_factory=list)
    answers: dict[str, Answer | Callable[[Seen], Answer]] = field(default_factory=dict)

    @property
    def last(self) -> Seen:
        return self.seen[-1]

    def json(self, path: str, text: str, status: int = 200) -> None:
        """Answer a path with JSON text."""
        headers = [("Content-Type", "application/json")]
        self.answers[path] = Answer(status, headers, text.encode())


class _Handler(BaseHTTPRequestHandler):
    """Takes any method, remembers the request and answers as it is told to."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    recording: Recorder

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self) -> None:
        seen = Seen(self.command, self.path, list(self.headers.items()), self._body())
        self.recording.seen.append(seen)
        answer = self.recording.answers.get(self.path.partition("?")[0], Answer())
        if not isinstance(answer, Answer):
            answer = answer(seen)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            with suppress(OSError):  # the other side may have had enough
                self.wfile.write(answer.body)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def recorder() -> Iterator[Recorder]:
    """Serve a `Recorder` in a thread."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    recording = handler.recording = Recorder(f"http://127.0.0.1:{server.server_port}")
    with _serving(server.serve_forever, server.shutdown, server.server_close):
        yield recording


@contextmanager
def _serving(
    serve: Callable[[], None], stop: Callable[[], None], close: Callable[[], None]
) -> Iterator[None]:
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join(10)
        close()
