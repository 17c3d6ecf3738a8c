"""Faults of files, certificates and token endpoints: what is wrong, and what must come of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trustme

from builder.model.environment import Surroundings
from builder.model.events import StepFinished
from tests.support.running import flow, ran, request
from tests.support.servers import Answer, Recorder, Seen, recorder

_JSON = [("Content-Type", "application/json")]
_HTML = [("Content-Type", "text/html")]
_ANSWERS: dict[str, Answer] = {
    "answers HTML": Answer(200, _HTML, b"<h1>Sign in</h1>"),
    "answers HTML with an error": Answer(502, _HTML, b"<h1>Bad Gateway</h1>"),
    "answers an error": Answer(400, _JSON, b'{"error": "invalid_client"}'),
    "answers nothing": Answer(200, [], b""),
    "answers JSON that breaks off": Answer(200, _JSON, b'{"access_token": "a'),
    "answers a list": Answer(200, _JSON, b"[]"),
    "answers without a token": Answer(200, _JSON, b'{"expires_in": 60}'),
    "answers a token without expires_in": Answer(200, _JSON, b'{"access_token": "abcdef"}'),
    "answers a token with expires_in that is none": Answer(
        200, _JSON, b'{"access_token": "abcdef", "expires_in": "soon"}'
    ),
    "answers 10 MB": Answer(200, _JSON, b'{"access_token": "' + b"x" * 10_000_000 + b'"}'),
    "redirects": Answer(302, [("Location", "/elsewhere")], b""),
}
_TOKENS = {
    "answers an error": "token-refused",
    "answers a token without expires_in": "200",
    "answers a token with expires_in that is none": "200",
    "answers 10 MB": "response-too-large",
}
"""What comes of those answers that are not simply unusable."""


@dataclass(frozen=True)
class Fault:
    """Something wrong.

    Attributes:
        kind: What it is about.
        what: What is wrong.
        comes: "200", or the name of the error.
        fields: Those of the Request step, the server's address and the folder given.
    """

    kind: str
    what: str
    comes: str
    fields: Callable[[Recorder, Path], dict[str, Any]]


def _token(what: str) -> Callable[[Recorder, Path], dict[str, Any]]:
    def fields(server: Recorder, folder: Path) -> dict[str, Any]:
        server.answers["/token"] = _ANSWERS[what]
        how = {"kind": "oauth2_client_credentials", "client_id": "me"}
        return {"auth": {**how, "token_url": f"{server.url}/token"}}

    return fields


def _file(name: str, **more: Any) -> Callable[[Recorder, Path], dict[str, Any]]:
    return lambda server, folder: {"method": "POST", "body": {"kind": "file", "file": name}, **more}


def _changing(change: Callable[[Path], object]) -> Callable[[Recorder, Path], dict[str, Any]]:
    """A file that changes between the hash for its signature and its being sent."""

    def fields(server: Recorder, folder: Path) -> dict[str, Any]:
        file = folder / "large.bin"
        file.write_bytes(b"x" * 8_000_000)

        def answer(seen: Seen) -> Answer:
            change(file)
            return Answer(307, [("Location", "/again")], b"")

        server.answers["/"] = answer
        return _file("large.bin")(server, folder)

    return fields


def _certificate(name: str, **more: str) -> Callable[[Recorder, Path], dict[str, Any]]:
    def fields(server: Recorder, folder: Path) -> dict[str, Any]:
        one, other = (trustme.CA().issue_cert("client.test") for _ in range(2))
        one.private_key_and_cert_chain_pem.write_to_path(str(folder / "whole.pem"))
        one.cert_chain_pems[0].write_to_path(str(folder / "only.pem"))
        other.private_key_pem.write_to_path(str(folder / "other-key.pem"))
        (folder / "text.pem").write_text("no certificate")
        options = {"certificate": name, **more}
        return {"url": server.url.replace("http", "https"), "options": options}

    return fields


FAULTS = (
    Fault("File", "is missing", "file-not-found", _file("none.bin")),
    Fault("File", "is a folder", "invalid-file", _file("folder")),
    Fault("File", "is a pipe", "invalid-file", _file("pipe")),
    Fault(
        "File",
        "is cut off before a redirect has it sent again",
        "file-changed",
        _changing(lambda file: os.truncate(file, 1000)),
    ),
    Fault(
        "File",
        "grows before a redirect has it sent again",
        "file-changed",
        _changing(lambda file: file.write_bytes(b"x" * 9_000_000)),
    ),
    Fault(
        "File",
        "is deleted before a redirect has it sent again",
        "file-changed",
        _changing(lambda file: file.unlink()),
    ),
    Fault("Client certificate", "is missing", "certificate", _certificate("none.pem")),
    Fault("Client certificate", "is no certificate", "certificate", _certificate("text.pem")),
    Fault("Client certificate", "has no key", "certificate", _certificate("only.pem")),
    Fault(
        "Client certificate",
        "does not match its key",
        "certificate",
        _certificate("only.pem", certificate_key="other-key.pem"),
    ),
    *(
        Fault(
            "Token endpoint",
            what,
            _TOKENS.get(what, "token-endpoint"),
            _token(what),
        )
        for what in _ANSWERS
    ),
)


async def came_of(fault: Fault, folder: Path) -> StepFinished:
    """How a step ended that met the fault."""
    work = folder / "work"
    (work / "folder").mkdir(parents=True)
    os.mkfifo(work / "pipe")
    with recorder() as server:
        step = {**request(2, f"{server.url}/"), **fault.fields(server, work)}
        around = Surroundings(folder=str(work))
        what = await ran(flow(step), folder / "run", surroundings=around)
    return what.step(2)


def outcome_of(end: StepFinished) -> str:
    """The status, or the name of the error."""
    return str(end.exchanges[-1].status) if end.error is None else end.error.kind
