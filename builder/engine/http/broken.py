"""What it means that a connection broke off."""

from __future__ import annotations

import httpx

from builder.engine.http.errors import ConnectionClosed, ConnectionReset
from builder.engine.http.profile import Origin


def broken_off(origin: Origin, cause: Exception | None) -> httpx.TransportError:
    """What it means that a socket is gone without the server having said so.

    Args:
        origin: Whom it led to.
        cause: What the system or TLS said; None when the other end closed it.
    """
    if cause is None:
        return ConnectionClosed(f"{origin} closed the connection.")
    if origin.scheme == "https":
        from builder.engine.http.tls import alerted

        if (failure := alerted(origin, cause)) is not None:
            return failure
    reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return ConnectionReset(f"{origin} broke the connection off: {reason}.")
