"""The cookies of one run (RFC 6265): one jar, shared by all steps."""

from __future__ import annotations

from collections.abc import Iterable
from email.message import Message
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.request import Request

from builder.model.http import Header
from builder.model.url import origin

_ORIGIN = "steploom-origin"


class Cookies:
    """A cookie jar that also knows which scheme, host and port each cookie came from."""

    def __init__(self) -> None:
        self._jar = CookieJar(_Policy())
        self._used = False  # the jar's length is counted anew each time, its emptiness too

    def header(self, url: str, *, same_origin: bool = False) -> str:
        """The Cookie header for an address, empty when there is none.

        Args:
            url: An encoded address.
            same_origin: Only cookies which that very scheme, host and port has set: after a
                redirect that left the origin, what the former one set must not follow.
        """
        if not self._used:
            return ""
        request = _Asking(url, same_origin)
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie") or ""

    def take(self, url: str, headers: Iterable[Header]) -> None:
        """Keep what a response sets."""
        message = Message()
        for name, value in headers:
            if name.lower() == "set-cookie":
                message["Set-Cookie"] = value
        if message:
            self._used = True
            self._jar.extract_cookies(_Answer(message), _Asking(url, False))  # type: ignore[arg-type]


class _Asking(Request):
    """An address as the standard library's jar wants to be asked about it."""

    def __init__(self, url: str, same_origin: bool) -> None:
        super().__init__(url)
        self.same_origin = same_origin
        self.asked_origin = repr(origin(url))


class _Answer:
    def __init__(self, message: Message) -> None:
        self._message = message

    def info(self) -> Message:
        return self._message


class _Policy(DefaultCookiePolicy):
    """The usual rules, and a note on each cookie about where it came from."""

    def set_ok(self, cookie: Cookie, request: Any) -> bool:
        cookie.set_nonstandard_attr(_ORIGIN, request.asked_origin)
        return super().set_ok(cookie, request)

    def return_ok(self, cookie: Cookie, request: Any) -> bool:
        if request.same_origin and cookie.get_nonstandard_attr(_ORIGIN) != request.asked_origin:
            return False
        return super().return_ok(cookie, request)
