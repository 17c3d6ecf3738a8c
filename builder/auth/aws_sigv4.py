"""AWS Signature Version 4 ("Signing AWS API requests" in the AWS IAM User Guide)."""

from __future__ import annotations

import hmac
import re
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Annotated, Literal
from urllib.parse import quote, unquote_to_bytes

import msgspec
from msgspec import structs

from builder.model.auth import Auth
from builder.model.headers import without
from builder.model.http import Header, StreamedBody, WireRequest
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Received, Resolver
from builder.model.text import Template
from builder.model.ui import Ui
from builder.model.url import authority

ALGORITHM = "AWS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
_S3 = ("s3", "s3express", "s3-outposts")
_OWN = frozenset({"authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"})
_NOT_SIGNED = frozenset({"user-agent", "accept-encoding", "accept", "connection", "expect"})
"""Left out of the signature: proxies change them."""


class AwsSignature(Auth):
    """Sign each request for AWS (Signature Version 4)."""

    label = "AWS Signature V4"

    kind: Literal["aws_sigv4"] = "aws_sigv4"
    access_key: Annotated[
        Template, Ui(label="Access key ID", placeholder="{{env.aws_access_key_id}}")
    ] = ""
    secret_key: Annotated[
        Secret, Ui(label="Secret access key", placeholder="{{env.aws_secret_access_key}}")
    ] = Secret()
    session_token: Annotated[
        Secret, Ui(label="Session token", help="Only for temporary credentials.")
    ] = Secret()
    region: Annotated[Template, Ui(label="Region", placeholder="eu-central-1")] = "us-east-1"
    service: Annotated[Template, Ui(label="Service", placeholder="execute-api, s3, …")] = ""

    @property
    def header(self) -> str:
        """Always Authorization."""
        return "Authorization"

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Add the date, the hash of the body and the signature.

        A body of files is read twice, the first time for its hash; only S3 over TLS takes it
        without one.
        """
        moment = datetime.fromtimestamp(int(ctx.text("{{now.unix}}").partition(".")[0]), UTC)
        signing = Signing(
            ctx.text(self.access_key, "access_key"),
            ctx.text(self.secret_key.text, "secret_key"),
            ctx.text(self.region, "region"),
            ctx.text(self.service, "service"),
            f"{moment:%Y%m%dT%H%M%SZ}",
        )
        session = ctx.text(self.session_token.text, "session_token")
        yield signed(request, signing, session)

    def problems(self) -> Iterator[Problem]:
        """Everything but the session token is needed."""
        for field, label in (
            ("access_key", "Access key ID"),
            ("secret_key", "Secret access key"),
            ("region", "Region"),
            ("service", "Service"),
        ):
            if not getattr(self, field):
                yield Problem(f"The {label} is empty.", field=field)


class Signing(msgspec.Struct, frozen=True):
    """What requests are signed with.

    Attributes:
        access_key, secret_key: The credentials.
        region, service: What the signature is good for.
        moment: "20150830T123600Z".
    """

    access_key: str
    secret_key: str
    region: str
    service: str
    moment: str

    def __repr__(self) -> str:
        return f"Signing({self.region!r}, {self.service!r}, {self.moment!r})"

    @property
    def scope(self) -> str:
        """Date, region and service."""
        return f"{self.moment[:8]}/{self.region}/{self.service}/aws4_request"

    def authorization(self, canonical: str, names: str) -> str:
        """The value of the Authorization header.

        Args:
            canonical: The canonical request.
            names: The signed headers, lower-case, joined with semicolons.
        """
        credential = f"{self.access_key}/{self.scope}"
        signature = self.signature(canonical)
        return f"{ALGORITHM} Credential={credential}, SignedHeaders={names}, Signature={signature}"

    def signature(self, canonical: str) -> str:
        """The signature of a canonical request, in hexadecimal digits."""
        digest = sha256(canonical.encode()).hexdigest()
        text = f"{ALGORITHM}\n{self.moment}\n{self.scope}\n{digest}"
        key = f"AWS4{self.secret_key}".encode()
        for part in (self.moment[:8], self.region, self.service, "aws4_request"):
            key = _hmac(key, part)
        return _hmac(key, text).hex()


def signed(request: WireRequest, signing: Signing, session: str = "") -> WireRequest:
    """The request with its signature, unless the user wrote or took out that header himself.

    A body that is not read yet has no hash: the request is then signed when it is sealed.
    """
    if "authorization" in request.settled_headers:
        return request
    body = request.body
    if not isinstance(body, StreamedBody):
        return _signed(request, signing, session, sha256(body or b"").hexdigest())
    if signing.service in _S3 and request.url.lower().startswith("https:"):
        return _signed(request, signing, session, UNSIGNED)
    shown = _signed(request, signing, session, UNSIGNED)
    return structs.replace(shown, seal=partial(_signed, request, signing, session))


def _signed(request: WireRequest, signing: Signing, session: str, payload: str) -> WireRequest:
    """The request signed with the hash of its body."""
    is_s3 = signing.service in _S3
    added: list[Header] = [("X-Amz-Date", signing.moment)]
    if is_s3:
        added.append(("X-Amz-Content-SHA256", payload))
    if session:
        added.append(("X-Amz-Security-Token", session))
    headers = (*without(request.headers, _OWN), *added)
    canonical, names = canonical_request(
        request.method, request.url[len(authority(request.url)) :], headers, payload, is_s3
    )
    authorization = signing.authorization(canonical, names)
    secrets = {signing.secret_key, session, signing.signature(canonical)} - {""}
    return structs.replace(
        request,
        headers=(*headers, ("Authorization", authorization)),
        credential_headers=request.credential_headers | _OWN,
        protected=request.protected | secrets,
    )


def canonical_request(
    method: str, target: str, headers: tuple[Header, ...], payload: str, is_s3: bool
) -> tuple[str, str]:
    """What is signed, and the names of the headers that are.

    Args:
        method: As sent.
        target: Path and query as sent.
        headers: As sent.
        payload: Hash of the body.
        is_s3: S3 signs paths as they are, other services shortened and encoded once more.
    """
    path, _, query = target.partition("?")
    values: dict[str, list[str]] = {}
    for name, value in headers:
        if name.lower() not in _NOT_SIGNED:
            values.setdefault(name.lower(), []).append(re.sub(r"\s+", " ", value.strip()))
    names = sorted(values)
    lines = [f"{name}:{','.join(values[name])}" for name in names]
    signed_names = ";".join(names)
    parts = (
        method,
        path if is_s3 else quote(_shortened(path), safe="/-_.~"),
        _canonical_query(query),
        *lines,
        "",
        signed_names,
        payload,
    )
    return "\n".join(parts), signed_names


def _canonical_query(query: str) -> str:
    """Every key and value encoded anew, sorted by their encoded forms."""
    items = (item.partition("=") for item in query.split("&") if item)
    encoded = sorted((_encoded(key), _encoded(value)) for key, _, value in items)
    return "&".join(f"{key}={value}" for key, value in encoded)


def _encoded(cell: str) -> str:
    return quote(unquote_to_bytes(cell), safe="-_.~")


def _shortened(path: str) -> str:
    """The path without dot segments and empty ones (RFC 3986, section 6.2.2)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    closing = "/" if kept and path.endswith(("/", "/.", "/..")) else ""
    return f"/{'/'.join(kept)}{closing}"


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), sha256).digest()
