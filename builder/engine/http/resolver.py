"""Names to addresses, without holding anything up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from typing import Final, cast

from builder.engine.http.errors import HostNotFound

AddressInfo = tuple[int, int, int, str, tuple[str | int, ...]]
"""What `socket.getaddrinfo` gives for each address."""

_FAMILIES: Final = (socket.AF_INET, socket.AF_INET6)


class Resolver:
    """Asks the operating system for addresses; askers of one name share the answer.

    Each question has a daemon thread of its own: one that hangs can be left behind, and holds up
    neither other questions nor the end of the process, as it would in the loop's executor.
    """

    def __init__(self) -> None:
        self._asking: dict[tuple[str, int], list[asyncio.Future[list[AddressInfo]]]] = {}

    async def resolve(self, host: str, port: int) -> list[AddressInfo]:
        """The addresses of a host, the preferred one first.

        Raises:
            HostNotFound: There is none.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[AddressInfo]] = loop.create_future()
        waiting = self._asking.setdefault((host, port), [])
        waiting.append(answer)
        if len(waiting) == 1:
            arguments = (loop, host, port)
            threading.Thread(target=self._ask, args=arguments, name="dns", daemon=True).start()
        return await answer

    def _ask(self, loop: asyncio.AbstractEventLoop, host: str, port: int) -> None:
        answer: list[AddressInfo] | HostNotFound
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer = cast(list[AddressInfo], found)
        except (OSError, UnicodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            answer = HostNotFound(
                f"Cannot find the host {host!r}: {reason}. Check its name and the network."
            )
        # The loop may have been closed while the system was looking.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(self._tell, (host, port), answer)

    def _tell(self, key: tuple[str, int], answer: list[AddressInfo] | HostNotFound) -> None:
        for waiting in self._asking.pop(key):
            if waiting.done():
                continue
            if isinstance(answer, HostNotFound):
                waiting.set_exception(HostNotFound(str(answer)))
            else:
                waiting.set_result(answer)


def literal(host: str, port: int) -> list[AddressInfo] | None:
    """The address that a host is written as, or None when it is a name."""
    for family in _FAMILIES:
        try:
            socket.inet_pton(family, host)
        except OSError:
            continue
        address = (host, port) if family == socket.AF_INET else (host, port, 0, 0)
        return [(family, socket.SOCK_STREAM, 0, "", address)]
    return None
