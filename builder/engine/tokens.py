"""Access tokens that are kept while they are good, and asked for once however many want them.

Tokens are never written to a file. They belong to an identity (everything that makes the token)
and an environment. Whoever started the engine can keep them too and hand them to the next engine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

import msgspec
from msgspec import structs

from builder.engine.budget import Stop
from builder.engine.clock import Clock, SystemClock
from builder.engine.login import Browser, no_browser, signed_in
from builder.model.http import BodyRecord, Login, SendOptions, TokenNeed, WireRequest
from builder.model.step import Received, StepError
from builder.model.token import read_token, refuses_client, refuses_grant

ANSWER_LIMIT = 64_000
"""The most bytes a token endpoint may answer; small enough to stay in memory."""

Send = Callable[[WireRequest], Awaitable[Received]]


class KeptToken(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of one identity in one environment.

    Attributes:
        key: Hash of identity and environment.
        answer: What the token endpoint answered.
        until: Unix time up to which the token may be reused.
        refresh: The refresh token that replaced the configured one; empty when none did.
        environment: Name of the environment.
    """

    key: str
    answer: bytes
    until: float
    refresh: str = ""
    environment: str = ""

    def received(self) -> Received:
        """The answer as it came, without the exchange."""
        body = BodyRecord(len(self.answer), "application/json", self.answer)
        return Received(200, "", (), body, 0.0, ())

    def __repr__(self) -> str:
        return "KeptToken()"


@dataclass(slots=True)
class _Flight:
    """A token request that is under way, and how many wait for it."""

    task: asyncio.Task[Received]
    waiting: int = 0


class Tokens:
    """The tokens of a process."""

    def __init__(
        self,
        clock: Clock | None = None,
        changed: Callable[[KeptToken], None] | None = None,
        browser: Browser = no_browser,
    ) -> None:
        """Begin with none.

        Args:
            clock: Tells when tokens expire; None for the system's.
            changed: Called with each token that is fetched.
            browser: Lets somebody sign in.
        """
        self._clock = clock or SystemClock()
        self._changed = changed
        self._browser = browser
        self._kept: dict[str, KeptToken] = {}
        self._flights: dict[str, _Flight] = {}

    def take(self, kept: Iterable[KeptToken]) -> None:
        """Take over what another engine had, unless the same is known better here."""
        for token in kept:
            known = self._kept.get(token.key)
            if known is None or known.until < token.until:
                self._kept[token.key] = token

    async def answer(self, request: WireRequest, environment: str, send: Send) -> Received:
        """The token endpoint's answer to a token request: the kept one while it is good.

        Raises:
            StepError: No answer, or none with a token.
        """
        need = request.token
        assert need is not None, "only token requests are answered"
        key = _key(need, environment)
        kept = self._kept.get(key)
        if kept is not None and self._good(kept, need):
            return kept.received()
        flight = self._flights.get(key)
        if flight is not None:
            try:
                return await self._follow(key, flight)
            except Stop:  # the run that asked may send no more; this one asks by itself
                return await self.answer(request, environment, send)
        work = self._fetch(request, need, KeptToken(key, b"", 0.0, "", environment), send)
        flight = self._flights[key] = _Flight(asyncio.get_running_loop().create_task(work))
        return await self._wait(key, flight)

    def _good(self, kept: KeptToken, need: TokenNeed) -> bool:
        if need.fresh or self._clock.now().timestamp() >= kept.until:
            return False
        return not need.rejected or read_token(kept.received()).access != need.rejected

    async def _follow(self, key: str, flight: _Flight) -> Received:
        """Wait for what somebody else asked for; the exchange is his."""
        try:
            received = await self._wait(key, flight)
        except StepError as error:
            raise StepError(error.kind, error.message, error.field) from None
        return structs.replace(received, exchanges=())

    async def _wait(self, key: str, flight: _Flight) -> Received:
        """Wait for a flight; the last one who gives up ends it."""
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._flights.pop(key, None)
                flight.task.cancel()
                await asyncio.wait((flight.task,))

    async def _fetch(
        self, request: WireRequest, need: TokenNeed, kept: KeptToken, send: Send
    ) -> Received:
        flight = self._flights[kept.key]
        try:
            refresh = self._refresh(kept.key)
            kept = structs.replace(kept, refresh=refresh)
            if need.login is not None:
                return await self._signed_in(need, need.login, kept, send)
            if refresh and need.renewed is not None:
                request = need.renewed(refresh)
            received = await _asked(request, send)
            self._keep(received, need, kept)
            return received
        finally:
            if self._flights.get(kept.key) is flight:
                del self._flights[kept.key]

    async def _signed_in(
        self, need: TokenNeed, login: Login, kept: KeptToken, send: Send
    ) -> Received:
        """A token by the kept refresh token, or else after somebody has signed in."""
        if kept.refresh and need.renewed is not None:
            received = await _asked(need.renewed(kept.refresh), send)
            if not refuses_grant(received):
                self._keep(received, need, kept)
                return received
        request = await signed_in(login, self._browser)
        received = await _asked(request, send)
        self._keep(received, need, structs.replace(kept, refresh=""))
        return received

    def _refresh(self, key: str) -> str:
        known = self._kept.get(key)
        return "" if known is None else known.refresh

    def _keep(self, received: Received, need: TokenNeed, kept: KeptToken) -> None:
        """Remember a token that came, and the refresh token that replaces the one in use.

        Raises:
            StepError: The answer has no token.
        """
        token = read_token(received)
        refresh = token.refresh if need.renewed is not None and token.refresh else kept.refresh
        until = self._clock.now().timestamp() + token.reusable
        kept = structs.replace(kept, answer=received.body.data or b"", until=until, refresh=refresh)
        self._kept[kept.key] = kept
        if self._changed is not None:
            self._changed(kept)


def token_options(options: SendOptions) -> SendOptions:
    """How a token request is sent: no redirects, so that no credential follows one; no cookies."""
    return structs.replace(
        options, follow_redirects=False, cookies=False, response_limit=ANSWER_LIMIT
    )


async def _asked(request: WireRequest, send: Send) -> Received:
    """The endpoint's answer; a client it refuses is tried in the other spelling."""
    received = await send(request)
    other = None if request.token is None else request.token.otherwise
    if other is not None and refuses_client(received):
        return await send(other)
    return received


def _key(need: TokenNeed, environment: str) -> str:
    return sha256(f"{environment}\0{need.identity}".encode()).hexdigest()
