"""What was measured of one exchange."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Timings:
    """How long each phase took, in milliseconds; None for a phase there was none of.

    `dns`, `connect` and `tls` are None on a connection that was used before, `dns` also when the
    host is an address, `tls` over plain http. `receive` is None until the last byte has arrived.

    Attributes:
        dns: Finding the address of the host.
        connect: Opening the TCP connection.
        tls: The TLS handshake.
        send: Writing the request.
        wait: From the end of the request to the first byte of the response.
        receive: From the first byte of the response to the last.
    """

    dns: float | None = None
    connect: float | None = None
    tls: float | None = None
    send: float | None = None
    wait: float | None = None
    receive: float | None = None


@dataclass(slots=True)
class ByteCount:
    """How many bytes of a body have come over the wire so far, before any decompression."""

    value: int = 0

    def __int__(self) -> int:
        return self.value
