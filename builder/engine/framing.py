"""How the end of a request's body is told."""

from __future__ import annotations

from builder.model.http import Header, WireRequest

_EXPECTING_A_BODY = frozenset({"POST", "PUT", "PATCH"})


def framed(request: WireRequest) -> tuple[Header, ...]:
    """The headers with the length of the body, where the user has not settled it himself."""
    if request.body is None and request.method not in _EXPECTING_A_BODY:
        return request.headers
    names = {name.lower() for name, _ in request.headers} | request.settled_headers
    if "content-length" in names or "transfer-encoding" in names:
        return request.headers
    if request.body is None:
        return (*request.headers, ("Content-Length", "0"))
    size = len(request.body) if isinstance(request.body, bytes) else request.body.size
    if size is None:
        return (*request.headers, ("Transfer-Encoding", "chunked"))
    return (*request.headers, ("Content-Length", str(size)))
