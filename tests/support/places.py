"""Where a secret could show: each place is a line in `PLACES` and gives all that it shows."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import sqlite3
import subprocess
import sys
import traceback
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder.engine.preview import preview
from builder.engine.protocol import RunMessage, encode
from builder.engine.sending import plain_workflow
from builder.exchange.to_curl import to_curl
from builder.exchange.to_python import to_python
from builder.history.export import exported
from builder.history.har import har
from builder.history.history import History
from builder.http.fields import RequestFields
from builder.model.events import StepFinished
from builder.model.http import Exchange
from builder.model.masking import Masker
from builder.model.scope import Values
from builder.model.step import StepError
from builder.model.workflow import walk
from builder.storage.userdata import UserData
from tests.support.leaky import ENVIRONMENT, TRACE, Leaky
from tests.support.markers import KEPT, VARIABLES
from tests.support.running import Ran, files_in, ran

_SECONDS = 60


@dataclass
class Evidence:
    """What ran, and what each place may look at.

    Attributes:
        leaky: The workspace and its server.
        data: The user's data folder.
        run: What the runs in this process said, one after the other.
        aside: A folder that is neither of both: the file of secrets and the reports lie there.
    """

    leaky: Leaky
    data: Path
    run: Ran
    aside: Path
    _said: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    @property
    def exchanges(self) -> Iterator[Exchange]:
        """Every exchange of the run."""
        for event in self.run.events:
            if isinstance(event, StepFinished):
                yield from event.exchanges

    def command(self, *words: str) -> bytes:
        """What the command line says on both its outputs; run once for the same words."""
        if words not in self._said:
            self._said[words] = self._commanded(*words)
        return self._said[words]

    def _commanded(self, *words: str) -> bytes:
        self.leaky.forget()
        done = subprocess.run(
            [sys.executable, "-m", "builder", *words],
            capture_output=True,
            timeout=_SECONDS,
            env=self.environ,
            check=False,
        )
        return done.stdout + done.stderr

    @property
    def environ(self) -> dict[str, str]:
        """The environment of processes."""
        return {**os.environ, "STEPLOOM_DATA": str(self.data), "PYTHONPATH": str(Path.cwd())}

    def run_words(self, *more: str) -> tuple[str, ...]:
        """The arguments that run the workflow."""
        secrets = str(self.aside / "secrets.json")
        return "run", str(self.leaky.path), "--env", ENVIRONMENT, "--secrets", secrets, *more


def gathered(leaky: Leaky, data: Path, aside: Path) -> Evidence:
    """Run everything once."""
    (aside / "secrets.json").write_text(json.dumps(VARIABLES))
    everything = Ran()
    for number, workflow in enumerate(leaky.workflows):
        leaky.forget()
        folder = aside / "bodies" / str(number)
        run = asyncio.run(ran(workflow, folder, surroundings=leaky.surroundings))
        everything.events += run.events
        everything.result = run.result
    return Evidence(leaky, data, everything, aside)


Shows = Callable[[Evidence], bytes]


@dataclass(frozen=True)
class Place:
    """Somewhere a secret could show.

    Attributes:
        name: What it is.
        shows: All of it.
        trace: Stands in it for sure: a place without is one that nobody looked at.
        allowed: Secrets that the user put there himself.
    """

    name: str
    shows: Shows
    trace: str = TRACE
    allowed: tuple[str, ...] = ()


def _events(evidence: Evidence) -> bytes:
    return evidence.run.said


def _event_reprs(evidence: Evidence) -> bytes:
    return "\n".join(map(repr, (*evidence.run.events, evidence.run.result))).encode()


def _values_reprs(evidence: Evidence) -> bytes:
    leaky = evidence.leaky
    message = RunMessage(id=1, workflow={}, values=dict(VARIABLES), folder="")
    return "\n".join(map(repr, (*leaky.workflows, leaky.surroundings, message))).encode()


def _written_as(write: Callable[[Exchange], str]) -> Shows:
    return lambda evidence: "\n".join(map(write, evidence.exchanges)).encode()


def _previews(evidence: Evidence) -> bytes:
    """Every preview, as shown or as it fails, its traceback included."""
    values = Values({}, VARIABLES, ENVIRONMENT)
    shown = []
    for step in (step for flow in evidence.leaky.workflows for step in walk(flow)):
        if isinstance(step, RequestFields):
            try:
                exchange = preview(step, values, evidence.leaky.surroundings)
            except StepError as error:
                shown += [repr(error), str(error), *traceback.format_exception(error)]
            else:
                shown += [repr(exchange), to_curl(exchange), to_python(exchange)]
    return "\n".join(shown).encode()


def _faults(evidence: Evidence) -> bytes:
    """What the command line says of every fault."""
    words = evidence.run_words("--verbose")
    paths = evidence.leaky.paths[1:]
    return b"\n".join(evidence.command("run", str(path), *words[2:]) for path in paths)


def _run_as(*words: str) -> Shows:
    return lambda evidence: evidence.command(*evidence.run_words(*words))


def _terminal(evidence: Evidence) -> bytes:
    """What a terminal shows."""
    evidence.leaky.forget()
    ours, theirs = pty.openpty()
    words = evidence.run_words("--verbose")
    child = subprocess.Popen(
        [sys.executable, "-m", "builder", *words],
        stdout=theirs,
        stderr=theirs,
        env=evidence.environ,
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # a terminal whose other end is closed
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    child.wait(_SECONDS)
    return shown


def _report(kind: str) -> Shows:
    def shows(evidence: Evidence) -> bytes:
        file = evidence.aside / f"report.{kind}"
        evidence.command(*evidence.run_words("--report", f"{kind}={file}"))
        return file.read_bytes()

    return shows


def _check(evidence: Evidence) -> bytes:
    return evidence.command("check", str(evidence.leaky.folder), "--env", ENVIRONMENT)


def _protocol(evidence: Evidence) -> bytes:
    """What the engine's process says to the window, but for the tokens that the window keeps."""
    leaky = evidence.leaky
    leaky.forget()
    message = RunMessage(
        id=1,
        workflow=plain_workflow(leaky.workflows[0]),
        environment=ENVIRONMENT,
        values=dict(VARIABLES),
        secrets=list(VARIABLES),
        workspace=str(leaky.folder),
        folder=str(evidence.aside),
    )
    child = subprocess.Popen(
        [sys.executable, "-m", "builder.engine.host"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=evidence.environ,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(encode(message))
    child.stdin.flush()
    said = b""
    for line in child.stdout:
        said += b"" if line.startswith(b'{"type":"token"') else line
        if b'"run-finished"' in line:
            break
    child.stdin.close()
    child.stdout.close()
    child.wait(_SECONDS)
    return said


def _refused_files(evidence: Evidence) -> bytes:
    """Messages about files that hold secrets in wrong places."""
    file = evidence.aside / "broken.flow.json"
    file.write_text(json.dumps({"format": 1, "trigger": {"number": VARIABLES["token"]}}))
    said = evidence.command("check", str(file)) + evidence.command("run", str(file))
    bad = evidence.aside / "bad-secrets.json"
    bad.write_text(json.dumps({"token": {"value": VARIABLES["token"]}}))
    words = evidence.run_words()
    given = [str(bad) if word.endswith("secrets.json") else word for word in words]
    return said + evidence.command(*given)


def _files_of(folder: Callable[[Evidence], Path]) -> Shows:
    """Every file of a folder, but for what a run keeps private while it lasts."""

    def shows(evidence: Evidence) -> bytes:
        found = sorted(files_in(folder(evidence)))
        return b"\n".join(str(file).encode() + b"\n" + file.read_bytes() for file in found)

    return shows


def _history(evidence: Evidence) -> bytes:
    """Every value in the database of runs, inflated where it is packed."""
    evidence.command(*evidence.run_words())
    shown = []
    with closing(sqlite3.connect(UserData(evidence.data).history_file)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                shown += [_plain(value) for value in row]
    return b"\n".join(shown)


def _plain(value: object) -> bytes:
    if not isinstance(value, bytes):
        return str(value).encode()
    with suppress(zlib.error):
        return zlib.decompress(value, -15)
    return value


def _exports(evidence: Evidence) -> bytes:
    """Every run of the history as it is exported: as JSON and as HAR."""
    evidence.command(*evidence.run_words())
    history = History(UserData(evidence.data).history_file)
    try:
        pieces = []
        for entry in history.runs():
            record = history.run(entry.id)
            assert record is not None
            ends = list(history.whole(entry.id))
            pieces += [*exported(record, ends, (), Masker()), *har(record, ends, Masker())]
        return b"".join(pieces)
    finally:
        history.close()


PLACES = (
    Place("events of the engine", _events),
    Place("reprs of events and results", _event_reprs),
    Place("reprs of what holds the values", _values_reprs, trace="EventTrigger", allowed=()),
    Place("copied as cURL", _written_as(to_curl), trace="curl"),
    Place("copied as Python", _written_as(to_python), trace="httpx"),
    Place("previews and their tracebacks", _previews, trace="Traceback"),
    Place("steploom run", _run_as(), trace="refused the connection"),
    Place("steploom run --verbose", _run_as("--verbose"), trace="/redirect"),
    Place("steploom run --quiet", _run_as("--quiet"), trace="refused the connection"),
    Place("steploom run --json", _run_as("--json"), trace="step-finished"),
    Place("steploom run on a terminal", _terminal, trace="/redirect"),
    Place("steploom run of every fault", _faults, trace="no header name"),
    Place("report json", _report("json"), trace="/redirect"),
    Place("report html", _report("html"), trace="/redirect"),
    Place("report junit", _report("junit"), trace="refused"),
    Place("report csv", _report("csv"), trace="failed"),
    Place("history", _history, trace="harmless"),
    Place("exports of the history", _exports, trace="/redirect"),
    Place("steploom check", _check, trace=""),
    Place("the engine's process to the window", _protocol, trace="step-finished"),
    Place("messages about broken files", _refused_files, trace="broken.flow.json"),
    Place("the workspace", _files_of(lambda e: e.leaky.folder), "leaky.flow", tuple(KEPT)),
    Place(
        "the data folder, history and journal in it", _files_of(lambda e: e.data), trace="history"
    ),
)
"""To have another place searched, add a line."""
