"""What comes of every kind of misbehaviour, as a table: the tests check it, the docs show it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import trustme

from builder.model.environment import Surroundings
from builder.model.events import StepFinished
from tests.support.certificates import server_context
from tests.support.faults import FAULTS, came_of, outcome_of
from tests.support.fuzzing import CASES
from tests.support.hostile import HostileServer
from tests.support.nginx import Nginx, nginx
from tests.support.proxy import ProxyServer
from tests.support.running import flow, ran, request

_AROUND = Surroundings("", {"socks": "socks5://127.0.0.1:1080"})
_PATIENCE = {"read_timeout": 0.4, "total_timeout": 1.5, "response_limit": 1}


@dataclass(frozen=True)
class Case:
    """One way to misbehave, or to behave unusually.

    Attributes:
        path: What is asked for.
        does: What the server does then, in words.
        comes: What must come of it: "200" and the size of the body, or the name of an error.
    """

    path: str
    does: str
    comes: str


# fmt: off
PROPER = (
    Case("/ok", "answers", "200, 27 bytes"),
    Case("/chunked", "sends chunks with extensions and trailers", "200, 11 bytes"),
    Case("/http10", "speaks HTTP/1.0 and closes", "200, 3 bytes"),
    Case("/until-close", "gives no length and closes", "200, 13 bytes"),
    Case("/no-reason", "leaves the reason phrase out", "200, 2 bytes"),
    Case("/1xx", "sends 100 and 103 before its answer", "200, 2 bytes"),
    Case("/204", "has no content", "204, 0 bytes"),
    Case("/304", "announces a length with 304", "304, 0 bytes"),
    Case("/latin1-header", "writes a header in Latin-1", "200, 2 bytes"),
    Case("/duplicates", "repeats a header in another case", "200, 2 bytes"),
    Case("/gzip", "compresses", "200, 27 bytes"),
    Case("/says-close", "announces the end of the connection", "200, 27 bytes"),
    Case("/short-idle", "keeps connections for 0 s", "200, 27 bytes"),
    Case("/slow-headers", "sends its answer byte by byte", "200, 2 bytes"),
    Case("/unknown-coding", "names a content coding nobody knows", "200, 8 bytes"),
)
SURPLUS = (
    Case("/surplus", "sends bytes after Content-Length", "200, 5 bytes"),
    Case("/lying-length", "sends more than Content-Length says", "200, 5 bytes"),
    Case("/two-responses", "sends two responses at once", "200, 5 bytes"),
    Case("/surplus-after-chunked", "sends a second response after the last chunk", "200, 5 bytes"),
    Case("/surplus-after-204", "sends a second response after 204", "204, 0 bytes"),
    Case("/late-surplus?delay=0", "sends a second response a moment later", "200, 5 bytes"),
)
FRAMING = (
    Case("/cl-conflict", "sends two different Content-Lengths", "bad-response"),
    Case("/cl-list", "sends Content-Length: 2, 2", "bad-response"),
    Case("/cl-bad", "sends Content-Length: 2x", "bad-response"),
    Case("/cl-negative", "sends a negative Content-Length", "bad-response"),
    Case("/cl-plus", "sends Content-Length: +2", "bad-response"),
    Case("/cl-huge", "sends a Content-Length of 30 digits", "bad-response"),
    Case("/cl-te", "sends Content-Length and Transfer-Encoding", "bad-response"),
    Case("/te-gzip", "sends Transfer-Encoding: gzip, chunked", "bad-response"),
    Case("/te-twice", "sends Transfer-Encoding: chunked, chunked", "bad-response"),
    Case("/te-unknown", "sends an unknown Transfer-Encoding", "bad-response"),
    Case("/bad-chunk", "sends a chunk size that is no number", "bad-response"),
    Case("/long-chunk", "sends a chunk longer than its size", "bad-response"),
    Case("/chunk-negative", "sends a negative chunk size", "bad-response"),
    Case("/chunk-hex-prefix", "writes a chunk size with 0x", "bad-response"),
    Case("/chunk-huge", "sends a chunk size of 17 digits", "bad-response"),
    Case("/chunk-lf", "ends chunk lines with LF alone", "bad-response"),
    Case("/endless-chunk-line", "sends a chunk line without end", "bad-response"),
    Case("/huge-trailer", "sends trailers of 400 KB", "bad-response"),
    Case("/bad-trailer", "sends a trailer without a colon", "bad-response"),
)
HEADS = (
    Case("/obs-fold", "folds a header line", "bad-response"),
    Case("/lf-only", "ends lines with LF alone", "bad-response"),
    Case("/space-in-name", "puts a space into a header name", "bad-response"),
    Case("/space-before-colon", "puts a space before the colon", "bad-response"),
    Case("/no-colon", "sends a header without a colon", "bad-response"),
    Case("/nul-header", "puts a NUL into a header", "bad-response"),
    Case("/bad-status", "sends a status that is no number", "bad-response"),
    Case("/status-99", "sends status 99", "bad-response"),
    Case("/not-http", "speaks another protocol", "bad-response"),
    Case("/http2", "claims to speak HTTP/2 in plain text", "bad-response"),
    Case("/http-3", "claims to speak HTTP/3.0 in plain text", "bad-response"),
    Case("/101", "switches protocols unasked", "bad-response"),
    Case("/huge-header", "sends a header of 2 MB", "bad-response"),
    Case("/endless-header", "sends headers without end", "bad-response"),
    Case("/many-1xx", "sends 20,000 informational responses", "bad-response"),
)
ENDS = (
    Case("/close", "closes without a word", "connection-closed"),
    Case("/reset", "resets the connection", "connection-reset"),
    Case("/truncated-head", "closes within the headers", "connection-closed"),
    Case("/truncated", "closes before the announced length", "connection-closed"),
    Case("/truncated-chunked", "closes before the last chunk", "connection-closed"),
    Case("/reset-in-body", "resets within the body", "connection-reset"),
    Case("/silent", "never answers", "read-timeout"),
    Case("/silent-body", "falls silent within the body", "read-timeout"),
    Case("/drip?n=60&delay=0.3", "drips a byte now and then", "total-timeout"),
    Case("/loop", "redirects to itself", "too-many-redirects"),
    Case("/to-file", "redirects to a file", "bad-redirect"),
)
BODIES = (
    Case("/bad-gzip", "sends gzip that is none", "bad-encoding"),
    Case("/cut-gzip", "sends gzip that breaks off", "bad-encoding"),
    Case("/bad-deflate", "sends deflate that is none", "bad-encoding"),
    Case("/bad-br", "sends Brotli that is none", "bad-encoding"),
    Case("/bad-zstd", "sends Zstandard that is none", "bad-encoding"),
    Case("/many-codings", "encodes nine times", "bad-encoding"),
    Case("/gzip-bomb?mb=10000", "sends 10 MB that inflate to 10 GB", "response-too-large"),
    Case("/bytes?n=5000000", "announces more than the limit", "response-too-large"),
    Case("/endless-body", "sends a body without end", "response-too-large"),
)
# fmt: on
SECTIONS = (
    ("Proper, if unusual", PROPER),
    ("Bytes beyond the end", SURPLUS),
    ("Broken framing", FRAMING),
    ("Broken heads", HEADS),
    ("Broken off", ENDS),
    ("Bodies", BODIES),
)


CONNECTIONS = "Connections (nginx, and proxies with passwords)"
NAMED = "Files, certificates and token endpoints"


async def outcome(server: HostileServer, case: Case, folder: Path) -> tuple[str, str]:
    """What came of a case, and what the next request of the same run got."""
    failure = {"go_on": True}
    steps = (
        request(2, server.url + case.path, options=_PATIENCE, failure=failure),
        request(3, server.url + "/ok", failure=failure),
    )
    what = await ran(flow(*steps), folder)
    following = what.step(3).exchanges[-1]
    own = following.status == 200 and following.body.size == 27
    return described(what.step(2)), "its own answer" if own else "another answer"


def described(end: StepFinished) -> str:
    """What came of a step in a few words."""
    last = end.exchanges[-1] if end.exchanges else None
    if end.error is not None and end.error.kind != "http-status":
        return end.error.kind
    assert last is not None
    assert last.status is not None
    return f"{last.status}, {last.body.size} bytes" if last.status < 400 else f"{last.status}"


def table_row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


async def connections(folder: Path) -> list[tuple[str, str, str]]:
    """What comes of TLS, client certificates, HTTP/2 and proxies: how, what with, what came."""
    authority = trustme.CA()
    own, place = folder / "client.pem", folder / "nginx"
    place.mkdir()
    authority.issue_cert("client.test").private_key_and_cert_chain_pem.write_to_path(str(own))
    rows: list[tuple[str, str, str]] = []

    async def row(kind: str, how: str, url: str, **options: object) -> None:
        number = len(rows)
        steps = flow(request(2, url, options=options))
        what = await ran(steps, folder / f"run{number}", surroundings=_AROUND)
        end = what.step(2)
        version = end.exchanges[-1].http_version if end.error is None else ""
        rows.append((kind, how, f"{described(end)}{', ' if version else ''}{version}"))

    with nginx(place, authority) as web, HostileServer() as plain:
        ca = {"ca_file": str(web.ca_file)}
        page = "/data.json"
        await row("TLS", "own authority", web.http1 + page, **ca)
        await row("TLS", "the system's authorities, which do not know it", web.http1 + page)
        await row("TLS", "no verification", web.http1 + page, verify_tls=False)
        with HostileServer(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as deaf:
            await row("TLS", "a server that speaks plain http", deaf.url.replace("http", "https"))
        await row("HTTP/2", "offered and chosen", web.http2 + page, http2=True, **ca)
        await row("HTTP/2", "not offered", web.http2 + page, **ca)
        await row("HTTP/2", "offered to a server without it", web.http1 + page, http2=True, **ca)
        shown = {"certificate": str(own), **ca}
        await row("Client certificate", "shown over HTTP/1.1", web.mutual + page, **shown)
        await row("Client certificate", "over HTTP/2", web.mutual + page, http2=True, **shown)
        await row("Client certificate", "missing", web.mutual + page, **ca)
        other = {"certificate": str(web.ca_file), **ca}
        await row("Client certificate", "without a key", web.mutual + page, **other)
        for names, expired, how in (
            (("other.test",), False, "a certificate for another host"),
            (("127.0.0.1",), True, "a certificate that has expired"),
        ):
            with HostileServer(server_context(authority, *names, expired=expired)) as bad:
                await row("TLS", how, bad.url + "/ok", **ca)
        await _through_proxies(row, authority, web, plain)
    return rows


async def _through_proxies(
    row: Callable[..., Awaitable[None]], authority: trustme.CA, web: Nginx, plain: HostileServer
) -> None:
    ca = {"ca_file": str(web.ca_file)}
    page = "/data.json"
    with ProxyServer("ada", "right") as proxy:
        through = {"proxy": "own", "proxy_url": proxy.url, "proxy_username": "ada"}
        right = {**through, "proxy_password": "right"}
        wrong = {**through, "proxy_password": "wrong"}
        await row("Proxy", "http with user and password", plain.url + "/ok", **right)
        await row("Proxy", "https with user and password", web.http1 + page, **right, **ca)
        await row("Proxy", "HTTP/2", web.http2 + page, http2=True, **right, **ca)
        await row("Proxy", "http, wrong password", plain.url + "/ok", **wrong)
        await row("Proxy", "https, wrong password", web.http1 + page, **wrong, **ca)
    with ProxyServer("ada", "right", tls=server_context(authority, "127.0.0.1")) as proxy:
        secure = {**right, "proxy_url": proxy.url, **ca}
        await row("Proxy over TLS", "http with user and password", plain.url + "/ok", **secure)
        await row("Proxy over TLS", "https, TLS within TLS", web.http1 + page, **secure)
        await row("Proxy over TLS", "HTTP/2", web.http2 + page, http2=True, **secure)
        untrusted = {**right, "proxy_url": proxy.url}
        await row("Proxy over TLS", "a proxy that is not trusted", plain.url, **untrusted)
    socks = {"proxy": "own", "proxy_url": "{{env.socks}}"}
    await row("Proxy", "SOCKS", plain.url + "/ok", **socks)
    gone = {"proxy": "own", "proxy_url": "http://127.0.0.1:1"}
    await row("Proxy", "not there", plain.url + "/ok", **gone)


async def document() -> str:
    """The whole document: every case is run for it."""
    count = sum(len(cases) for _, cases in SECTIONS)
    lines = [
        "# What comes of which server",
        "",
        "Made by `python -m docs.make_conformance` from what really happened; the tests compare.",
        f"Each of the {count} cases of the first tables is sent by a Request step with limits of "
        "0.4 s",
        "for reading, 1.5 s in total and 1 MB; then the same run asks the same server for",
        "something else. Whatever a server did, that request must get its own answer.",
    ]
    with HostileServer() as server, TemporaryDirectory() as folder:
        for title, cases in SECTIONS:
            rows = []
            for number, case in enumerate(cases):
                came = await outcome(server, case, Path(folder) / f"{title}{number}")
                rows.append((case.does, *came))
            lines += _table(title, ("The server", "Outcome", "The next request gets"), rows)
    with TemporaryDirectory() as folder:
        found = sorted(await connections(Path(folder)))
        lines += _table(CONNECTIONS, ("Kind", "With", "Outcome"), found)
    lines += _table(NAMED, ("What", "Fault", "Outcome"), await faults())
    counts = [(what, f"{count:,}") for what, count in CASES.items()]
    lines += _table(f"Fuzzing: {sum(CASES.values()):,} cases a run", ("Of", "Cases"), counts)
    return "\n".join((*lines, ""))


async def faults() -> list[tuple[str, str, str]]:
    """What comes of faults of files, certificates and token endpoints."""
    rows = []
    for fault in FAULTS:
        with TemporaryDirectory() as folder:
            rows.append((fault.kind, fault.what, outcome_of(await came_of(fault, Path(folder)))))
    return rows


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    rule = "|" + "---|" * len(head)
    return ["", f"## {title}", "", table_row(*head), rule, *(table_row(*row) for row in rows)]
