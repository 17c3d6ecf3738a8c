"""Where a redirect leads, and what must not follow it there (RFC 9110, section 15.4)."""

from __future__ import annotations

from urllib.parse import unquote_plus, urljoin

from msgspec import structs

from builder.model.headers import host_header, without
from builder.model.http import WireRequest
from builder.model.step import StepError
from builder.model.url import address_problem, encoded_address, origin

MOST_REDIRECTS = 10

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})
_ABOUT_THE_BODY = frozenset(
    {
        "content-type",
        "content-length",
        "content-encoding",
        "content-language",
        "content-location",
        "transfer-encoding",
    }
)


def is_redirect(status: int) -> bool:
    """Whether a status asks to go on elsewhere."""
    return status in _REDIRECTS


def redirected(request: WireRequest, status: int, location: str) -> WireRequest:
    """The next request. Method and body change as browsers do it (Fetch standard, section 4.4).

    Raises:
        StepError: "bad-redirect": it leads to no http or https address.
    """
    url = _target(request, location)
    if _becomes_get(request.method, status):
        headers = without(request.headers, _ABOUT_THE_BODY)
        request = structs.replace(request, method="GET", body=None, headers=headers)
    if origin(url) != origin(request.url):
        request = _stripped(request)
        for item in request.credential_query:
            url = _without_item(url, item)
        request = structs.replace(request, credential_query=())
    return structs.replace(request, url=url)


def _target(request: WireRequest, location: str) -> str:
    target = urljoin(request.url, location.strip())
    reason = address_problem(target)
    if reason is not None:
        message = f"The server redirects to “{target[:200]}”, which is not followed: {reason}"
        raise StepError("bad-redirect", message)
    return encoded_address(target)


def _becomes_get(method: str, status: int) -> bool:
    if status == 303:
        return method not in ("GET", "HEAD")
    return status in (301, 302) and method == "POST"


def _stripped(request: WireRequest) -> WireRequest:
    """Without what was meant for the former scheme, host and port alone."""
    dropped = _CREDENTIALS | request.credential_headers | {"host"}
    return structs.replace(
        request,
        headers=without(request.headers, dropped),
        credential_headers=frozenset(),
        settled_headers=request.settled_headers - {"host"},
    )


def with_host(request: WireRequest) -> WireRequest:
    """With the Host header of its address, unless the user settled that header himself."""
    if "host" in request.settled_headers:
        return request
    headers = (("Host", host_header(request.url)), *without(request.headers, {"host"}))
    return structs.replace(request, headers=headers)


def _without_item(url: str, item: str) -> str:
    """The address without a query item that the server copied, however it encodes it now."""
    address, mark, query = url.partition("?")
    unwanted = unquote_plus(item)
    left = [part for part in query.split("&") if unquote_plus(part) != unwanted] if mark else []
    return f"{address}?{'&'.join(left)}" if left else address
