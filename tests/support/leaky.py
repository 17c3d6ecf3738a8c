"""A workspace full of secrets, and a server that throws back everything it knows of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import builder.steps  # noqa: F401 - completes the models
from builder.model.environment import Environment, Surroundings, Variable
from builder.model.workflow import Workflow
from builder.storage.files import read_flow, write_environment, write_flow
from tests.support.markers import ISSUED, KEPT, VARIABLES, spellings
from tests.support.running import conditional, flow, request
from tests.support.servers import Answer, Recorder, Seen, recorder

ENVIRONMENT = "dev"
TRACE = "harmless-trace"
"""Stands in every answer: where it is not found, nothing was looked at."""
LARGE = ("/large.txt", "/large.json", "/large.html")
"""Answers that lie in files, because they are large; the request of the last one is so too."""
_LARGE = 90_000
_FOR_THE_HELPER = 300_000
"""So large a document is parsed by the window's helper process."""
_CODE = "function yourFunction(given) { return {...given, padding: 'x'.repeat(90000)} }"


@dataclass
class Leaky:
    """The workspace and the server.

    Attributes:
        folder: The workspace.
        server: What was asked of it.
        known: What it throws back: values the program has told it or got from it.
    """

    folder: Path
    server: Recorder
    known: set[str] = field(default_factory=lambda: set(VARIABLES.values()))

    @property
    def path(self) -> Path:
        """The file of the workflow whose steps all run."""
        return self.folder / "leaky.flow.json"

    @property
    def paths(self) -> list[Path]:
        """Every workflow's file; in all but that one a step fails before it sends anything."""
        return [self.path, *sorted(self.folder.glob("fault-*.flow.json"))]

    @property
    def workflows(self) -> list[Workflow]:
        """The workflows as their files have them."""
        return [read_flow(path) for path in self.paths]

    def forget(self) -> None:
        """Begin anew: only the variables are known."""
        self.known = set(VARIABLES.values())

    @property
    def surroundings(self) -> Surroundings:
        """The environment with its secrets."""
        return Surroundings(ENVIRONMENT, VARIABLES, frozenset(VARIABLES), str(self.folder))

    def forms(self) -> list[str]:
        """Every spelling of what it knows, those that fit into a line."""
        return sorted(form for value in self.known for form in spellings(value))

    def echo(self, status: int = 200, **headers: str) -> Answer:
        """An answer that holds everything everywhere."""
        lines = [form for form in self.forms() if form.isascii() and "\n" not in form]
        told = [(f"X-Echo-{number}", line) for number, line in enumerate(lines)]
        told += [("Content-Type", f'text/plain; charset=utf-8; of="{quote(VARIABLES["token"])}"')]
        told += [("Set-Cookie", f"sent={quote(VARIABLES['cookie'])}"), *headers.items()]
        return Answer(status, told, "\n".join([TRACE, *self.forms()]).encode())


@contextmanager
def leaky(folder: Path) -> Iterator[Leaky]:
    """Make the workspace and serve the server."""
    folder.mkdir(parents=True)
    with recorder() as server:
        made = Leaky(folder, server)
        _answer(made)
        variables = tuple(Variable(name=name, secret=True) for name in VARIABLES)
        (folder / "environments").mkdir()
        write_environment(
            folder / "environments" / f"{ENVIRONMENT}.env.json", Environment(variables=variables)
        )
        (folder / "a.pem").write_text("-----BEGIN ENCRYPTED PRIVATE KEY-----\nnone\n")
        write_flow(made.path, flow(*_steps(server.url)))
        for number, fault in enumerate(_faults(server.url)):
            write_flow(folder / f"fault-{number:02}.flow.json", flow(fault))
        yield made


def _answer(made: Leaky) -> None:
    answers, url = made.server.answers, made.server.url

    def token(seen: Seen) -> Answer:
        made.known |= set(ISSUED.values())
        body = '{"access_token": "%s", "refresh_token": "%s", "expires_in": 0}'
        kind = [("Content-Type", "application/json")]
        return Answer(200, kind, (body % (ISSUED["access"], ISSUED["refresh"])).encode())

    def refusal(seen: Seen) -> Answer:
        description = " ".join(form for form in made.forms() if '"' not in form and form.isascii())
        body = f'{{"error": "invalid_grant", "error_description": "{TRACE} {description[:300]}"}}'
        return Answer(400, [("Content-Type", "application/json")], body.replace("\\", "").encode())

    def told(value: str) -> Any:
        def answer(seen: Seen) -> Answer:
            made.known.add(value)
            return made.echo()

        return answer

    pin = VARIABLES["pin"]
    held = json.dumps({"trace": TRACE, **{value: value for value in VARIABLES.values()}})
    document = f'{held[:-1]}, "pin": {pin}, "exact": {pin}.50}}'
    answers |= {
        "/echo": lambda seen: made.echo(),
        "/json": Answer(200, [("Content-Type", "application/json")], document.encode()),
        "/redirect": lambda seen: made.echo(302, Location=f"/echo?it={quote(VARIABLES['token'])}"),
        "/wrong-redirect": lambda seen: made.echo(
            302, Location=f"ftp://x/{quote(VARIABLES['token'])}"
        ),
        "/error": lambda seen: made.echo(500),
        "/large.txt": lambda seen: _typed("text/plain", made.echo().body + b"\n" + b"x" * _LARGE),
        "/large.json": lambda seen: _typed(
            "application/json",
            json.dumps([TRACE, *sorted(made.known), "x" * _FOR_THE_HELPER]).encode(),
        ),
        "/large.html": lambda seen: _typed(
            "text/html",
            f"<p>{TRACE}</p>{''.join(map(_paragraph, sorted(made.known)))}".encode()
            + b"<!-- %s -->" % (b"x" * _LARGE),
        ),
        "/token": token,
        "/refused": refusal,
        "/kept": told(KEPT["kept"]),
        f"{url}/proxied": told(KEPT["kept proxy"]),
    }


def _typed(media_type: str, body: bytes) -> Answer:
    return Answer(200, [("Content-Type", media_type)], body)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _steps(url: str) -> list[dict[str, Any]]:
    """Every way a secret is used, and every way it gets into an error."""
    steps = (*_authorized(url), *_sent(url), *_refused(url))
    return [{**step, "number": number} for number, step in enumerate(steps, 2)]


def _step(path: str, **fields: Any) -> dict[str, Any]:
    return request(2, path, failure={"go_on": True}, **fields)


def _kept(name: str) -> dict[str, Any]:
    return {"text": KEPT[name], "kept": True}


def _authorized(url: str) -> Iterator[dict[str, Any]]:
    """Requests with secrets in each kind of authorization."""
    oauth = {"client_id": "me", "client_secret": "{{env.client}}"}
    ada = {"username": "ada", "password": "{{env.basic}}"}
    queried = [{"key": "k", "value": "{{env.query}}"}]
    granted = {"kind": "oauth2_client_credentials", "token_url": f"{url}/token", **oauth}
    refused = {
        "kind": "oauth2_refresh_token",
        "token_url": f"{url}/refused",
        "refresh_token": "{{env.token}}",
        **oauth,
    }
    signed = {
        "kind": "aws_sigv4",
        "access_key": "AK",
        "secret_key": _kept("kept key"),
        "session_token": "{{env.client}}",
        "service": "s3",
    }
    for path, auth in (
        ("echo", {"kind": "bearer", "token": "{{env.token}}"}),
        ("echo", {"kind": "basic", **ada}),
        ("redirect", {"kind": "query", "rows": queried}),
        ("error", {"kind": "cookie", "name": "sid", "value": "{{env.cookie}}"}),
        ("kept", {"kind": "header", "name": "X-Key", "value": _kept("kept")}),
        ("echo", granted),
        ("echo", refused),
        ("echo", {"kind": "digest", **ada}),
        ("echo", signed),
    ):
        yield _step(f"{url}/{path}", auth=auth)


def _sent(url: str) -> Iterator[dict[str, Any]]:
    """Requests with secrets in body, query and headers, and a function that is given some."""
    both = [{"key": "a", "value": "{{env.query}}"}, {"key": "b", "value": "{{env.basic}}"}]
    table = [
        {"key": "{{env.token}}", "value": "{{env.body}}"},
        {"key": "pin", "value": "{{env.pin}}", "type": "number"},
    ]
    raw = {"kind": "raw", "text": f"{TRACE} {{{{env.token}}}} {'x' * _LARGE}"}
    headers = [{"key": "X-Raw", "value": "{{env.basic}}"}]
    form = {"kind": "urlencoded", "rows": both}
    json_table = {"kind": "json", "rows": table}
    yield _step(f"{url}/json", method="POST", body=json_table, headers=headers)
    yield _step(f"{url}/echo", query=both, method="POST", body=form)
    yield _step(f"{url}/echo", method="POST", body={"kind": "multipart", "rows": both})
    yield from (_step(f"{url}{path}") for path in LARGE[:-1])
    yield _step(f"{url}{LARGE[-1]}", method="POST", body=raw)
    yield {
        "kind": "function",
        "code": _CODE,
        "parameters": [
            {"key": "trace", "value": TRACE},
            {"key": "said", "value": "{{env.token}} {{env.pin}}"},
        ],
    }


def _refused(url: str) -> Iterator[dict[str, Any]]:
    """Requests that fail with a secret in the address, for the proxy or of the certificate."""
    own = {"proxy": "own", "proxy_username": "ada"}
    nowhere = {"proxy_url": "http://127.0.0.1:1", "proxy_password": "{{env.proxy}}"}
    certificate = {"certificate": "a.pem", "certificate_password": "{{env.certificate}}"}
    secure = url.replace("http", "https")
    yield _step("http://127.0.0.1:1/{{env.token}}?q={{env.basic}}")
    yield _step(f"{url}/wrong-redirect")
    proxied = {"proxy_url": url, "proxy_password": _kept("kept proxy"), **own}
    yield _step(f"{url}/proxied", options=proxied)
    yield _step(f"{url}/echo", options={**nowhere, **own})
    yield _step(secure, options=certificate)
    yield _step(secure, options={"certificate": "{{env.certificate}}"})


def _faults(url: str) -> list[dict[str, Any]]:
    """Steps whose fields turn out to be wrong, with secrets in them."""
    echo = f"{url}/echo"
    hexadecimal = [{"key": "X-Paragon-Encoding", "value": "hex"}]
    own = {"proxy": "own", "proxy_url": "nonsense://{{env.proxy}}"}
    long, held = "x" * 180, "{{env.token}}"

    def posted(**body: Any) -> dict[str, Any]:
        return request(2, echo, method="POST", body=body)

    return [
        request(2, "http://{{env.token}}/"),
        request(2, "{{env.token}}"),
        request(2, f"{echo}/{{{{env.token.nothing}}}}"),
        request(2, f"{echo}/{{{{env.token | [?broken(@)]}}}}"),
        request(2, echo, headers=[{"key": "X-Broken", "value": "{{env.body}}"}]),
        request(2, echo, headers=[{"key": "{{env.query}}", "value": "1"}]),
        request(2, echo, headers=[{"key": "X-Paragon-Encoding", "value": "{{env.token}}"}]),
        {**posted(kind="raw", text="{{env.token}}"), "headers": hexadecimal},
        posted(kind="file", file="{{env.token}}"),
        posted(kind="file", file="a.pem", media_type="{{env.body}}"),
        posted(kind="file", file="a.pem", media_type=f"text/plain; {long[:25]}{{{{env.token}}}}"),
        posted(kind="xml", text="{{env.token}}"),
        posted(kind="graphql", query="{ a }", variables="{{env.token}}"),
        posted(kind="json", rows=[{"key": "a", "value": "{{env.token}}", "type": "number"}]),
        posted(kind="json", rows=[{"key": "a", "value": "{{env.token}}", "type": "boolean"}]),
        posted(kind="json", rows=[{"key": "a", "value": "{{env.token}}", "type": "JSON"}]),
        request(2, echo, options=own),
        request(2, echo, auth={"kind": "basic", "username": "{{env.basic}}", "password": "x"}),
        request(
            2,
            echo,
            auth={"kind": "header", "name": "{{env.query}}", "value": "{{env.body}}"},
        ),
        request(2, echo, auth={"kind": "bearer", "token": "{{env.body}}"}),
        request(2, f"{url}/wrong-redirect?{long}={{{{env.token}}}}"),
        request(2, echo, pagination={"on": True, "items": held, "token": held}),
        conditional(2, "{{env.token}}", "greater_than", "3"),
        conditional(2, "{{env.token}}", "after", "2026-01-01"),
        conditional(2, "{{env.token}}", "is_true"),
        conditional(2, "{{env.token}}", "matches_regex", "{{env.basic}}("),
        conditional(2, "{{env.token}}", "is_empty"),
    ]
