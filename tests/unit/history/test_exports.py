from __future__ import annotations

import json
import stat
from base64 import b64decode
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from builder.history.about import About
from builder.history.comparison import compared
from builder.history.history import History
from builder.history.writing_out import HAR, RUN, Stopped, write_run
from builder.model.events import (
    Failure,
    Log,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepStarted,
)
from builder.model.http import BodyRecord, Timings
from builder.model.masking import MASK, Masker
from builder.model.number import Number
from tests.support.har_schema import HAR as HAR_SCHEMA
from tests.support.runs import WORKFLOW, exchange, item, keep

IMAGE = b"\x89PNG\r\n\x1a\n\x00\xff"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A run with redirects, cookies, an image, a large body, a failure and items."""
    large = tmp_path / "large"
    large.write_bytes(b"y" * 80_000 + b" later-secret")
    moved = exchange(
        b"",
        url="http://127.0.0.1:8000/old?a=1&b=%20x&c",
        status=302,
        reason="Found",
        headers=(("Location", "/new"), ("Set-Cookie", COOKIE), ("Set-Cookie", "b=2; Expires=soon")),
        timings=Timings(dns=1.0, connect=2.0, tls=3.0, send=0.5, wait=4.0, receive=0.25),
    )
    posted = exchange(
        IMAGE,
        method="POST",
        request_headers=(("Cookie", "a=1; b=2"), ("Content-Type", "application/json")),
        request_body=BodyRecord(11, "application/json", b'{"a": 1.10}'),
        body=BodyRecord(len(IMAGE), "image/png", IMAGE, raw_size=4),
    )
    steps = (
        StepFinished(step=2, name="Post", at=1.5, duration=500, status=Status.SUCCEEDED,
                     exchanges=(moved, posted), sample={"n": Number("1.10")}),
        StepFinished(step=4, name="Large", at=2, duration=10, status=Status.SUCCEEDED,
                     exchanges=(exchange(body=BodyRecord(80_013, "text/plain", path=str(large))),)),
        StepFinished(step=5, name="Refused", at=3, duration=1, status=Status.FAILED,
                     error=Failure("connection-refused", "Nobody listens at later-secret."),
                     exchanges=(exchange(b"", status=None, reason="", headers=(), remote="",
                                         http_version="", timings=Timings(), body=BodyRecord()),)),
    )  # fmt: skip
    path = tmp_path / "data" / "history.sqlite"
    keep(
        path,
        RunStarted(flow="orders", environment="dev", steps=(1, 2, 3, 4, 5)),
        StepStarted(step=2, name="Post", at=1),
        *steps,
        item(0),
        item(1),
        Log(message="a line with later-secret", step=2),
        RunFinished(status=Status.FAILED, duration=3000, step=5, counts={"failed": 1},
                    error=Failure("connection-refused", "Nobody listens at later-secret.")),
        about=About(WORKFLOW, {"id": 7}),
    )  # fmt: skip
    return path


COOKIE = "a=1; Path=/; Domain=127.0.0.1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure; HttpOnly"


def written(database: Path, kind: str, masker: Masker | None = None) -> dict:
    target = database.with_name(f"out.{kind}")
    with closing(History(database)) as history:
        assert write_run(history, 1, kind, target, masker or Masker())
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    return json.loads(target.read_bytes())


def test_har_is_valid_and_complete(database):
    archive = written(database, HAR)
    jsonschema.validate(archive, HAR_SCHEMA)
    entries = archive["log"]["entries"]
    assert [entry["_step"] for entry in entries] == [2, 2, 4, 5, 3, 3]
    assert [entry["response"]["status"] for entry in entries] == [302, 200, 200, 0, 200, 200]
    moved, posted, large, refused, first, _ = entries
    assert moved["response"]["redirectURL"] == "/new"
    assert moved["request"]["queryString"] == [
        {"name": "a", "value": "1"},
        {"name": "b", "value": " x"},
        {"name": "c", "value": ""},
    ]
    assert moved["response"]["cookies"][0] == {
        "name": "a",
        "value": "1",
        "path": "/",
        "domain": "127.0.0.1",
        "expires": "2026-10-21T07:28:00+00:00",
        "secure": True,
        "httpOnly": True,
    }
    assert moved["response"]["cookies"][1] == {"name": "b", "value": "2"}
    assert posted["request"]["cookies"] == [
        {"name": "a", "value": "1"},
        {"name": "b", "value": "2"},
    ]
    assert posted["request"]["postData"]["text"] == '{"a": 1.10}'
    content = posted["response"]["content"]
    assert (content["encoding"], b64decode(content["text"])) == ("base64", IMAGE)
    assert content["compression"] == len(IMAGE) - 4
    assert len(large["response"]["content"]["text"]) == 80_013
    assert refused["response"]["_error"] == "Nobody listens at later-secret."
    assert (refused["response"]["bodySize"], refused["timings"]["dns"]) == (-1, -1)
    assert first["_path"] == "2[0]"


def test_har_counts_time_as_it_says(database):
    """The sum of the phases is the whole time; TLS is a part of connect."""
    for entry in written(database, HAR)["log"]["entries"]:
        timings = entry["timings"]
        phases = [timings[name] for name in ("dns", "connect", "send", "wait", "receive")]
        assert sum(phase for phase in phases if phase > 0) == pytest.approx(entry["time"])
    moved, posted = written(database, HAR)["log"]["entries"][:2]
    assert (moved["timings"]["connect"], moved["timings"]["ssl"]) == (5.0, 3.0)
    assert moved["startedDateTime"] < posted["startedDateTime"]


def test_the_self_contained_file_holds_everything(database):
    run = written(database, RUN)
    assert (run["format"], run["version"]) == ("steploom-run", 1)
    assert run["run"]["status"] == "failed"
    assert run["run"]["failedStep"] == 5
    assert run["workflow"] == WORKFLOW
    assert run["event"] == {"id": 7}
    assert [step["step"] for step in run["steps"]] == [2, 4, 5, 3, 3]
    post = run["steps"][0]["exchanges"][1]
    assert b64decode(post["body"]["base64"]) == IMAGE
    assert post["request_body"] == {
        "size": 11,
        "mediaType": "application/json",
        "text": '{"a": 1.10}',
    }
    assert len(run["steps"][1]["exchanges"][0]["body"]["text"]) == 80_013
    assert b"1.10}" in database.with_name("out.run").read_bytes()
    assert str(database.parent).encode() not in database.with_name("out.run").read_bytes()


@pytest.mark.parametrize("kind", [RUN, HAR])
def test_what_is_secret_by_now_is_left_out(database, kind):
    assert "later-secret" in json.dumps(written(database, kind))
    masked = json.dumps(written(database, kind, Masker(["later-secret"])), ensure_ascii=False)
    assert "later-secret" not in masked
    assert MASK in masked


@pytest.mark.parametrize("kind", [RUN, HAR])
def test_a_body_that_is_gone_is_said_and_the_rest_is_written(database, kind):
    for body in (database.parent / "bodies").rglob("*.body"):
        body.unlink()
    text = json.dumps(written(database, kind))
    assert ("not kept" in text) or ('"missing": true' in text)


def test_a_run_that_is_gone_writes_nothing(database, tmp_path):
    with closing(History(database)) as history:
        assert not write_run(history, 99, RUN, tmp_path / "none", Masker())
    assert not (tmp_path / "none").exists()


def test_a_file_that_cannot_be_written_leaves_nothing(database, tmp_path):
    with closing(History(database)) as history, pytest.raises(OSError, match="No such file"):
        write_run(history, 1, RUN, tmp_path / "nowhere" / "out", Masker())


def test_a_file_that_nobody_wants_any_more_leaves_nothing(database, tmp_path):
    answers = iter((False, True))
    with closing(History(database)) as history, pytest.raises(Stopped):
        write_run(history, 1, RUN, tmp_path / "out", Masker(), answers.__next__)
    assert not list(tmp_path.glob("*out*"))


def test_two_runs_are_compared_step_by_step():
    before = [
        StepFinished(step=1, name="Event", status=Status.SUCCEEDED, sample={"event": 1}),
        StepFinished(step=2, name="Get", status=Status.SUCCEEDED, summary="200",
                     exchanges=(exchange(b'{"items": [1, 2], "id": 1.10}'),)),
        StepFinished(step=3, name="Gone", status=Status.SUCCEEDED),
    ]  # fmt: skip
    after = [
        StepFinished(step=1, name="Event", status=Status.SUCCEEDED, sample={"event": 1}),
        StepFinished(step=2, name="Get it", status=Status.SUCCEEDED, summary="200", duration=99,
                     exchanges=(exchange(b'{"items": [0, 1, 2], "id": 1.1}'),)),
        StepFinished(step=4, name="New", status=Status.FAILED, error=Failure("check", "No.")),
    ]  # fmt: skip
    same, changed, new, gone = compared(before, after)
    assert (same.step, same.found) == (1, ())
    assert [(d.kind, d.place) for d in changed.found] == [("added", "response.body.items[0]")]
    assert changed.name == "Get it"
    assert (new.before, new.found[0].place) == (None, "status")
    assert (gone.step, gone.after) == (3, None)


def test_bodies_that_are_no_json_or_gone_are_compared_too(tmp_path):
    def step(body: BodyRecord) -> list[StepFinished]:
        return [StepFinished(step=2, status=Status.SUCCEEDED, exchanges=(exchange(body=body),))]

    text = BodyRecord(3, "text/plain", b"one")
    gone = BodyRecord(70_000, "text/plain", path=str(tmp_path / "gone"))
    huge = BodyRecord(40_000_000, "text/plain", path=str(tmp_path / "gone"))
    for other, shown in ((gone, "<not kept>"), (huge, "<40,000,000 bytes>")):
        ((difference,),) = [found.found for found in compared(step(text), step(other))]
        assert (difference.before, difference.after) == ("one", shown)
