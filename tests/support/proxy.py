"""A small HTTP proxy on loopback that may want a user name and password.

    with ProxyServer("ada", "s3cret") as proxy:
        ...  # proxy.url, proxy.seen

It takes absolute-form requests for http and CONNECT for https. Whatever host is asked for, it
connects with the same port on 127.0.0.1, so that tests can use names that nobody owns.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from base64 import b64encode
from urllib.parse import urlsplit

_PIECE = 64 * 1024


class ProxyServer:
    """The proxy, for the length of a `with` block.

    Attributes:
        port: Where it listens on 127.0.0.1.
        seen: Heads of all requests so far, those it refused included.
    """

    def __init__(
        self,
        username: str = "",
        password: str = "",
        answer: bytes = b"",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Prepare it.

        Args:
            username: Who may use it; anybody when empty.
            password: What belongs to that name.
            answer: What it says to every request, if it is not to do any work.
            tls: Be spoken to over TLS, with the certificate of this context.
        """
        self.port = 0
        self.seen: list[bytes] = []
        credentials = b64encode(f"{username}:{password}".encode())
        self._wanted = b"Proxy-Authorization: Basic " + credentials if username else b""
        self._answer = answer
        self._tls = tls
        self._talking: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> ProxyServer:
        self._thread.start()
        if not self._listening.wait(10):
            raise RuntimeError("the proxy did not start")
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)
        if self._thread.is_alive():
            raise RuntimeError("the proxy did not stop")

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        await self._stopped.wait()
        await asyncio.sleep(0.02)
        server.close()
        while talking := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in talking:
                task.cancel()
            await asyncio.wait(talking)
        await asyncio.sleep(0.01)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The loop refers to its tasks weakly: one that waits for itself alone would be collected.
        task = asyncio.current_task()
        assert task is not None
        self._talking.add(task)
        task.add_done_callback(self._talking.discard)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.seen.append(head)
            if self._answer:
                writer.write(self._answer)
                await writer.drain()
            elif self._wanted and self._wanted not in head.split(b"\r\n"):
                writer.write(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                    b'Proxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\n\r\n'
                )
                await writer.drain()
            else:
                await _pass_on(head, reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        else:
            writer.close()


async def _pass_on(head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    method, target, rest = head.split(b" ", 2)
    if method == b"CONNECT":
        port = int(target.rpartition(b":")[2])
        first = b""
    else:
        parts = urlsplit(target.decode())
        port = parts.port or 80
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        lines = rest.split(b"\r\n")
        kept = [line for line in lines if not line.lower().startswith(b"proxy-")]
        first = b" ".join((method, path.encode(), b"\r\n".join(kept)))
    there, to = await asyncio.open_connection("127.0.0.1", port)
    try:
        if method == b"CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        to.write(first)
        await asyncio.gather(_copy(reader, to), _copy(there, writer))
    finally:
        to.transport.abort()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while piece := await source.read(_PIECE):
        target.write(piece)
        await target.drain()
    if target.can_write_eof():
        target.write_eof()
    else:
        target.close()
