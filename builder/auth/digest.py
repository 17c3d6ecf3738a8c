"""Digest authentication (RFC 7616), with MD5 and SHA-256 and the quality of protection "auth"."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterable, Iterator
from hashlib import md5, sha256
from typing import Annotated, Literal
from urllib.parse import quote

import msgspec
from msgspec import structs

from builder.model.auth import Auth
from builder.model.challenge import Challenge, challenges
from builder.model.http import WireRequest
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Received, Resolver, StepError
from builder.model.text import Template
from builder.model.ui import Ui
from builder.model.url import authority, origin

UNAUTHORIZED = 401
_ALGORITHMS: dict[str, Callable[[bytes], str]] = {
    "SHA-256": lambda data: sha256(data).hexdigest(),
    "MD5": lambda data: md5(data, usedforsecurity=False).hexdigest(),
}
"""By name, the better first."""
_SESSION = "-SESS"


class DigestAuth(Auth):
    """Prove that a password is known without sending it."""

    label = "Digest Auth"

    kind: Literal["digest"] = "digest"
    username: Annotated[Template, Ui(label="Username")] = ""
    password: Annotated[Secret, Ui(label="Password", placeholder="{{env.password}}")] = Secret()

    @property
    def header(self) -> str:
        """Always Authorization."""
        return "Authorization"

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Send the request, then once more with what the server's challenge asks for.

        Raises:
            StepError: "digest-challenge": the server asks for something else.
        """
        username = ctx.text(self.username, "username")
        password = ctx.text(self.password.text, "password")
        protected = request.protected | ({password} - {""})
        request = structs.replace(request, protected=protected)
        answer = yield request
        if answer.status != UNAUTHORIZED or "authorization" in request.settled_headers:
            return
        if origin(answer.url) != origin(request.url):
            return  # it was redirected to a server that the password is not for
        request = structs.replace(request, url=answer.url)
        answer = yield _signed(request, answer, username, password)
        if answer.status == UNAUTHORIZED and _stale(answer):
            yield _signed(request, answer, username, password)

    def problems(self) -> Iterator[Problem]:
        """A user name is needed."""
        if not self.username:
            yield Problem("Digest Auth has no user name.", field="username")


class Proof(msgspec.Struct, frozen=True):
    """Everything the header is made of.

    Attributes:
        challenge: What the server asked for.
        method, target: Of the request.
        username, password: In plain text.
        cnonce: Chance, so that the server cannot choose what is hashed.
    """

    challenge: Challenge
    method: str
    target: str
    username: str
    password: str
    cnonce: str

    def __repr__(self) -> str:
        return f"Proof({self.method})"

    @property
    def algorithm(self) -> str:
        """As the server wrote it; MD5 when it did not."""
        return self.challenge.parameters.get("algorithm", "MD5")

    @property
    def qop(self) -> str:
        """The quality of protection: "auth", or "" for servers of RFC 2069."""
        return "auth" if "qop" in self.challenge.parameters else ""

    @property
    def response(self) -> str:
        """The proof itself (RFC 7616, section 3.4.1)."""
        digest = self._digest
        realm, nonce = self._given("realm"), self._given("nonce")
        first = digest(f"{self.username}:{realm}:{self.password}")
        if self.algorithm.upper().endswith(_SESSION):
            first = digest(f"{first}:{nonce}:{self.cnonce}")
        second = digest(f"{self.method}:{self.target}")
        middle = f"{nonce}:00000001:{self.cnonce}:{self.qop}" if self.qop else nonce
        return digest(f"{first}:{middle}:{second}")

    @property
    def header(self) -> str:
        """The value of the Authorization header (RFC 7616, section 3.4)."""
        parts = [
            *self._user(),
            f"realm={_quoted(self._given('realm'))}",
            f"uri={_quoted(self.target)}",
        ]
        if "algorithm" in self.challenge.parameters:
            parts.append(f"algorithm={self.algorithm}")
        parts += [f"nonce={_quoted(self._given('nonce'))}"]
        if self.qop or self.algorithm.upper().endswith(_SESSION):
            parts += ["nc=00000001", f"cnonce={_quoted(self.cnonce)}"]
        if self.qop:
            parts.append(f"qop={self.qop}")
        parts.append(f"response={_quoted(self.response)}")
        if "opaque" in self.challenge.parameters:
            parts.append(f"opaque={_quoted(self._given('opaque'))}")
        return f"Digest {', '.join(parts)}"

    def _user(self) -> Iterator[str]:
        if self._given("userhash").lower() == "true":
            hashed = self._digest(f"{self.username}:{self._given('realm')}")
            yield f"username={_quoted(hashed)}"
            yield "userhash=true"
        elif self.username.isascii():
            yield f"username={_quoted(self.username)}"
        else:
            yield f"username*=UTF-8''{quote(self.username, safe='')}"

    def _given(self, name: str) -> str:
        return self.challenge.parameters.get(name, "")

    def _digest(self, text: str) -> str:
        return _ALGORITHMS[_base(self.challenge)](text.encode())


def _signed(request: WireRequest, answer: Received, username: str, password: str) -> WireRequest:
    try:
        challenge = chosen(challenges(answer.headers))
    except StepError as error:
        raise StepError(error.kind, error.message, "", answer.exchanges) from None
    target = request.url[len(authority(request.url)) :]
    proof = Proof(challenge, request.method, target, username, password, secrets.token_hex(16))
    return request.with_credential_header("Authorization", proof.header, proof.response)


def chosen(offered: Iterable[Challenge]) -> Challenge:
    """The best of the Digest challenges this program can answer.

    Raises:
        StepError: "digest-challenge": there is none.
    """
    digests = [challenge for challenge in offered if challenge.scheme == "digest"]
    usable = [challenge for challenge in digests if _usable(challenge)]
    if usable:
        return min(usable, key=lambda challenge: tuple(_ALGORITHMS).index(_base(challenge)))
    if not digests:
        message = "The server answered 401 without asking for Digest authentication."
    else:
        asked = ", ".join(
            f"{c.parameters.get('algorithm', 'MD5')} ({c.parameters.get('qop', 'no qop')})"
            for c in digests
        )
        message = f"The server asks for a Digest that is not supported: {asked[:200]}."
    raise StepError("digest-challenge", message)


def _usable(challenge: Challenge) -> bool:
    offered = challenge.parameters.get("qop", "auth").lower().replace(",", " ").split()
    return _base(challenge) in _ALGORITHMS and "auth" in offered and "nonce" in challenge.parameters


def _base(challenge: Challenge) -> str:
    return challenge.parameters.get("algorithm", "MD5").upper().removesuffix(_SESSION)


def _stale(answer: Received) -> bool:
    """Whether only the nonce was too old."""
    return any(
        challenge.scheme == "digest" and challenge.parameters.get("stale", "").lower() == "true"
        for challenge in challenges(answer.headers)
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
