"""Data-driven runs of the command line: real files, real processes, a real server."""

import csv
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.support.command_line import command, on_terminal, steploom
from tests.support.servers import Answer, Recorder, Seen, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as found:
        yield found


def flow(folder: Path, url: str, **request: Any) -> Path:
    """A request to /rows/ID, then a Response with what came back."""
    path = folder / "a.flow.json"
    steps = [
        {"number": 2, "kind": "request", "url": f"{url}/rows/{{{{1.event.id}}}}", **request},
        {
            "number": 3,
            "kind": "response",
            "body": {"kind": "raw", "text": "{{2.response.body}}"},
        },
    ]
    path.write_text(
        json.dumps({"format": 1, "trigger": {"number": 1, "kind": "event"}, "steps": steps})
    )
    return path


def data(folder: Path, count: int) -> Path:
    path = folder / "rows.csv"
    path.write_text("id\n" + "".join(f"{i}\n" for i in range(1, count + 1)))
    return path


def answer(
    server: Recorder, count: int, bad: frozenset[int] = frozenset(), wait: float = 0
) -> None:
    for i in range(1, count + 1):

        def say(seen: Seen, i: int = i) -> Answer:
            time.sleep(wait)
            body = json.dumps({"row": i}).encode()
            return Answer(500 if i in bad else 200, [("Content-Type", "application/json")], body)

        server.answers[f"/rows/{i}"] = say


def test_a_run_for_each_row_with_all_reports(tmp_path: Path, server: Recorder) -> None:
    answer(server, 4, bad=frozenset({3}))
    names = {kind: tmp_path / f"r.{kind}" for kind in ("csv", "json", "junit", "html")}
    reports = [word for kind, file in names.items() for word in ("--report", f"{kind}={file}")]
    path = flow(tmp_path, server.url)
    done = steploom("run", path, "--data", data(tmp_path, 4), *reports)
    assert done.returncode == 1
    assert [seen.target for seen in server.seen] == [f"/rows/{i}" for i in (1, 2, 3, 4)]
    assert "✓ row     1" in done.stdout
    assert '{"row":4}' in done.stdout
    assert "3 succeeded, 1 failed" in done.stdout
    assert f"[row 3] {path}: step 2 (" in done.stderr
    table = list(csv.DictReader(names["csv"].read_text().splitlines()))
    assert [row["status"] for row in table] == ["succeeded", "succeeded", "failed", "succeeded"]
    assert json.loads(table[0]["result"]) == {"row": 1}
    report = json.loads(names["json"].read_text())
    assert report["counts"] == {"succeeded": 3, "failed": 1}
    assert [row["result"] for row in report["rows"]][:2] == [{"row": 1}, {"row": 2}]
    assert report["rows"][2]["error"]["kind"] == "http-status"
    suites = ElementTree.parse(names["junit"]).getroot()
    assert [suite.get("failures") for suite in suites] == ["0", "0", "1", "0"]
    assert "HTTP" in names["html"].read_text()
    assert not list(tmp_path.glob(".*.tmp"))


def test_rows_at_once_share_connections(tmp_path: Path, server: Recorder) -> None:
    answer(server, 12, wait=0.2)
    start = time.monotonic()
    done = steploom(
        "run", flow(tmp_path, server.url), "--data", data(tmp_path, 12), "--at-once", "6"
    )
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - start < 2.2  # one after the other they take 2.4 s
    assert sorted(seen.target for seen in server.seen) == sorted(f"/rows/{i}" for i in range(1, 13))


def test_requests_are_held_to_a_pace(tmp_path: Path, server: Recorder) -> None:
    answer(server, 8)
    times: list[float] = []
    for i in range(1, 9):
        server.answers[f"/rows/{i}"] = lambda seen: (times.append(time.monotonic()), Answer())[1]
    path = flow(tmp_path, server.url)
    words = ("--at-once", "8", "--per-second", "10")
    done = steploom("run", path, "--data", data(tmp_path, 8), *words)
    assert done.returncode == 0, done.stderr
    assert max(times) - min(times) > 0.6


def test_bail_begins_no_further_row(tmp_path: Path, server: Recorder) -> None:
    answer(server, 5, bad=frozenset({2}))
    done = steploom("run", flow(tmp_path, server.url), "--data", data(tmp_path, 5), "--bail")
    assert done.returncode == 1
    assert len(server.seen) == 2
    assert "1 succeeded, 1 failed, 3 not run" in done.stdout


def test_a_killed_run_goes_on_without_repeating_rows(tmp_path: Path, server: Recorder) -> None:
    answer(server, 30, bad=frozenset({1}), wait=0.05)
    path, rows = flow(tmp_path, server.url), data(tmp_path, 30)
    with subprocess.Popen(
        command("run", path, "--data", rows, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        assert running.stdout is not None
        finished = 0
        while finished < 8:
            finished += b'"type":"row-finished"' in running.stdout.readline()
        running.kill()
    before = [seen.target for seen in server.seen]
    answer(server, 30)
    report = tmp_path / "r.csv"
    done = steploom("run", path, "--data", rows, "--resume", "--report", f"csv={report}")
    assert done.returncode == 1, done.stderr  # the first row has failed and is not repeated
    after = [seen.target for seen in server.seen[len(before) :]]
    assert "are finished already and not repeated" in done.stdout
    assert set(before) | set(after) == {f"/rows/{i}" for i in range(1, 31)}
    # The row that was under way when the program was killed is the only one that may come again.
    assert len(set(before) & set(after)) <= 1
    assert after[-1] == "/rows/30"
    table = list(csv.DictReader(report.read_text().splitlines()))
    assert sorted(int(row["row"]) for row in table) == list(range(1, 31))
    again = steploom("run", path, "--data", rows, "--resume")
    assert again.returncode == 1
    assert "30 are finished already" in again.stdout
    assert len(server.seen) == len(before) + len(after)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_how_to_go_on(
    tmp_path: Path, server: Recorder, how: signal.Signals
) -> None:
    answer(server, 50, wait=0.05)
    path, rows = flow(tmp_path, server.url), data(tmp_path, 50)
    report = tmp_path / "r.json"
    with subprocess.Popen(
        command(
            "run", path, "--data", rows, "--json", "--at-once", "3", "--report", f"json={report}"
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        while '"type":"row-finished"' not in running.stdout.readline():
            assert running.poll() is None
        running.send_signal(how)
        out, err = running.communicate(timeout=10)
    assert running.returncode == 130
    assert "--resume" in err
    assert "Traceback" not in err
    assert json.loads(out.splitlines()[-1])["status"] == "cancelled"
    assert json.loads(report.read_text())["status"] == "cancelled"
    before = len(server.seen)
    done = steploom("run", path, "--data", rows, "--resume")
    assert done.returncode == 0, done.stderr
    assert before + len(server.seen[before:]) <= 50 + 3


def test_who_reads_enough_of_the_rows_ends_them_without_a_complaint(
    tmp_path: Path, server: Recorder
) -> None:
    answer(server, 30)
    path, rows = flow(tmp_path, server.url), data(tmp_path, 30)
    with subprocess.Popen(
        command("run", path, "--data", rows), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr is not None
        err = running.stderr.read()
    assert (running.returncode, err) == (0, b"")
    assert len(server.seen) < 30
    done = steploom("run", path, "--data", rows, "--resume")
    assert done.returncode == 0, "no row is called failed because nobody read"


def test_changed_data_is_not_resumed(tmp_path: Path, server: Recorder) -> None:
    answer(server, 5, bad=frozenset({2}))
    path, rows = flow(tmp_path, server.url), data(tmp_path, 5)
    assert steploom("run", path, "--data", rows, "--bail").returncode == 1
    data(tmp_path, 6)
    done = steploom("run", path, "--data", rows, "--resume")
    assert done.returncode == 2
    assert "changed" in done.stderr
    assert "without --resume" in done.stderr
    assert len(server.seen) == 2
    data(tmp_path, 5)
    assert steploom("run", path, "--data", rows, "--resume").returncode == 1
    assert len(server.seen) == 5


def test_two_runs_of_the_same_rows_do_not_mix(tmp_path: Path, server: Recorder) -> None:
    gate = threading.Event()
    server.answers["/rows/1"] = lambda seen: (gate.wait(20), Answer())[1]
    path, rows = flow(tmp_path, server.url), data(tmp_path, 1)
    with subprocess.Popen(
        command("run", path, "--data", rows), stdout=subprocess.DEVNULL
    ) as running:
        while not server.seen:
            assert running.poll() is None
            time.sleep(0.02)
        done = steploom("run", path, "--data", rows)
        gate.set()
        assert running.wait(20) == 0
    assert done.returncode == 2
    assert "already" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("rows.csv", "a,b\n1,2\n3\n", "line 3: The row has 1 cell"),
        ("rows.csv", 'a\n1\n"x\n', "line 3: A quote is opened here"),
        ("rows.jsonl", "{}\n{\n", "line 2"),
        ("rows.json", "{}", "list of rows"),
        ("rows.txt", "x", ".csv, .json"),
    ],
)
def test_bad_data_is_named_before_anything_is_sent(
    tmp_path: Path, server: Recorder, name: str, text: str, reason: str
) -> None:
    rows = tmp_path / name
    rows.write_text(text)
    done = steploom("run", flow(tmp_path, server.url), "--data", rows)
    assert done.returncode == 2
    assert reason in done.stderr
    assert str(rows) in done.stderr
    assert done.stdout == ""
    assert server.seen == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--event", "{}", "--data", "x.csv"), "exclude each other"),
        (("--resume",), "--resume belongs to --data"),
        (("--bail",), "--bail belongs to --data"),
        (("--at-once", "2"), "--at-once belongs to --data"),
        (("--per-second", "2"), "--per-second belongs to --data"),
        (("--data", "x.csv", "--at-once", "0"), "from 1 to"),
        (("--data", "x.csv", "--per-second", "-1"), "more than 0"),
        (("--data", "none.csv"), "No such file"),
        (("--report", "csv=none/there/r.csv"), "no such file or folder"),
        (("--report", "html=/proc/none.html"), "/proc/none.html"),
    ],
)
def test_what_does_not_go_together(
    tmp_path: Path, server: Recorder, words: tuple[str, ...], reason: str
) -> None:
    done = steploom("run", flow(tmp_path, server.url), *words)
    assert done.returncode == 2
    assert reason in done.stderr
    assert server.seen == []


def test_memory_stays_flat_however_many_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    steps = [{"number": 2, "kind": "response", "body": {"kind": "raw", "text": "{{1.event.id}}"}}]
    path.write_text(
        json.dumps({"format": 1, "trigger": {"number": 1, "kind": "event"}, "steps": steps})
    )

    def peak(count: int) -> int:
        rows = data(tmp_path, count)
        words = [
            *command("run", path, "--data", rows, "--quiet"),
            "--report",
            f"csv={tmp_path / 'r'}",
        ]
        child = subprocess.Popen(words, env=dict(os.environ))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0
        return usage.ru_maxrss * 1024

    assert peak(8_000) - peak(100) < 12_000_000


def test_the_page_shows_the_beginning_of_a_large_body_without_secrets(
    tmp_path: Path, server: Recorder
) -> None:
    secret = "marker-4711-secret"
    body = f"start {secret} " + "x" * 32_720 + secret + "y" * 100_000
    for i in (1, 2):
        server.answers[f"/rows/{i}"] = Answer(200, [("Content-Type", "text/plain")], body.encode())
    (tmp_path / "environments").mkdir()
    (tmp_path / "environments" / "e.env.json").write_text(
        '{"format": 1, "variables": {"token": {"secret": true}}}'
    )
    path = flow(
        tmp_path,
        server.url,
        headers=[{"key": "X-Token", "value": "{{env.token}}"}],
    )
    path.write_text(path.read_text().replace("{{2.response.body}}", "1"))
    report = tmp_path / "r.html"
    for words in (("--data", data(tmp_path, 2)), ("--event", '{"id": 1}')):
        done = subprocess.run(
            command("run", path, "--env", "e", *words, "--report", f"html={report}"),
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "STEPLOOM_SECRET_TOKEN": secret},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        page = report.read_text()
        assert "start •••••• xxx" in page
        assert "The rest of 130 KB is left out." in page
        assert "marker-" not in page
        assert "y" * 50 not in page


def test_a_terminal_gets_a_bar_and_the_failed_rows(tmp_path: Path, server: Recorder) -> None:
    answer(server, 60, bad=frozenset({7}))
    words = command("run", flow(tmp_path, server.url), "--data", data(tmp_path, 60))
    code, text = on_terminal(words, columns=120)
    assert code == 1
    assert "\x1b[" in text
    assert "[row 7] " in text
    assert "failed in " in text
    assert "59 succeeded, 1 failed" in text
    assert "✓ row" not in text
    assert "rows that succeeded are left out" in text
