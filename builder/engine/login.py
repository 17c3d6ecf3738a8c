"""Signing in with the system's browser, which comes back to a loopback address (RFC 8252)."""

from __future__ import annotations

import asyncio
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlsplit

from builder.model.http import Login, WireRequest
from builder.model.step import StepError

SECONDS = 300.0
"""How long somebody may take to sign in."""

_PATH = "/callback"
_LONGEST = 16 * 1024
_DONE = "You are signed in. This page can be closed."
_NOT = "Signing in did not work. What went wrong is said in Steploom."

Browser = Callable[[str], Awaitable[None]]
"""Shows an address to the user.

Raises:
    StepError: "no-browser".
"""


async def signed_in(login: Login, browser: Browser, seconds: float = SECONDS) -> WireRequest:
    """Let the user sign in, within so many seconds; the request that gets the token.

    Raises:
        StepError: "login" with what the server said, or because nobody signed in.
    """
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    answer: asyncio.Future[Mapping[str, str]] = asyncio.get_running_loop().create_future()
    try:
        server = await asyncio.start_server(_hearing(answer, state), "127.0.0.1", login.port)
    except OSError as error:
        message = f"Port {login.port} for the browser's return is taken: {error.strerror}."
        raise StepError("login", message, "port") from None
    try:
        redirect = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{_PATH}"
        await browser(_address(login, verifier, state, redirect))
        async with asyncio.timeout(seconds):
            said = await answer
    except TimeoutError:
        message = f"Nobody has signed in with the browser within {seconds:g} s."
        raise StepError("login", message) from None
    finally:
        server.close()
    if "code" not in said:
        words = ": ".join(said[k] for k in ("error", "error_description") if said.get(k))
        raise StepError("login", f"Signing in failed. {words or 'No code came back'}.")
    return login.exchange(said["code"], verifier, redirect)


def _address(login: Login, verifier: str, state: str, redirect: str) -> str:
    digest = sha256(verifier.encode()).digest()
    challenge = urlsafe_b64encode(digest).decode("ascii").rstrip("=")
    return (
        f"{login.address}&redirect_uri={quote(redirect, safe='')}&state={state}"
        f"&code_challenge={challenge}&code_challenge_method=S256"
    )


def _hearing(
    answer: asyncio.Future[Mapping[str, str]], state: str
) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    """Takes the browser's return; anything that does not know the state is sent away."""

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(10):
                said = _returned(await reader.readuntil(b"\r\n\r\n"))
            mine = secrets.compare_digest(said.get("state", "").encode(), state.encode())
            await _reply(writer, said if mine else None)
            if mine and not answer.done():
                answer.set_result(said)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return  # no browser's return; the wait for it goes on
        finally:
            writer.close()

    return hear


def _returned(head: bytes) -> dict[str, str]:
    """The query of a return; empty when it is something else."""
    words = head[:_LONGEST].split(b"\r\n", 1)[0].decode("latin-1").split(" ")
    if len(words) != 3 or words[0] != "GET":
        return {}
    target = urlsplit(words[1])
    return dict(parse_qsl(target.query)) if target.path == _PATH else {}


async def _reply(writer: asyncio.StreamWriter, said: Mapping[str, str] | None) -> None:
    status = "404 Not Found" if said is None else "200 OK"
    text = "" if said is None else _DONE if "code" in said else _NOT
    page = f"<!doctype html><title>Steploom</title><p>{text}</p>".encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(page)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode("ascii") + page)
    await writer.drain()


async def system_browser(url: str) -> None:
    """Show an address in the system's browser.

    Raises:
        StepError: "no-browser": there is none.
    """
    import webbrowser

    if not await asyncio.to_thread(webbrowser.open, url):
        raise StepError("no-browser", "No browser could be opened to sign in with.")


async def no_browser(url: str) -> None:
    """For headless runs, in which nobody can sign in.

    Raises:
        StepError: "no-browser", always.
    """
    message = (
        "Somebody has to sign in with a browser, which a headless run cannot offer: test the step "
        "in the window once. A refresh token that comes with the sign-in is kept in the keyring "
        "and used by headless runs too."
    )
    raise StepError("no-browser", message)
