"""The command line as a process, against a real server."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builder import resource
from tests.support.command_line import command, on_terminal, steploom
from tests.support.example_server import BackgroundServer

EXAMPLES = resource.path("examples")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = BackgroundServer()
    yield server.start()
    server.close()


def flow(folder: Path, *steps: dict[str, Any], name: str = "a.flow.json", **trigger: Any) -> Path:
    path = folder / name
    start = {"number": 1, "kind": "event", **trigger}
    path.write_text(json.dumps({"format": 1, "trigger": start, "steps": list(steps)}))
    return path


def request(number: int, url: str, **fields: Any) -> dict[str, Any]:
    return {"number": number, "kind": "request", "url": url, **fields}


def test_the_example_succeeds_without_an_environment(data_folder: Path) -> None:
    done = steploom("run", EXAMPLES / "sync-new-users.flow.json")
    assert done.returncode == 0, done.stderr
    assert "test data" in done.stdout
    assert "✓   4  Create order" in done.stdout
    assert "–   5  Create user" in done.stdout
    assert "5 succeeded, 1 skipped" in done.stdout
    assert done.stderr == ""
    assert list((data_folder / "runs").iterdir()) == []


def test_an_event_takes_the_place_of_test_data(tmp_path: Path) -> None:
    event = '{"id": "e", "userId": "nobody", "email": "x@example.com"}'
    done = steploom("run", EXAMPLES / "sync-new-users.flow.json", "--event", event)
    assert done.returncode == 0, done.stderr
    assert "test data" not in done.stdout
    assert "✓   5  Create user" in done.stdout
    (tmp_path / "e.json").write_text(event)
    for given, text in ((f"@{tmp_path / 'e.json'}", ""), ("@-", event)):
        done = steploom("run", EXAMPLES / "sync-new-users.flow.json", "--event", given, stdin=text)
        assert "✓   5  Create user" in done.stdout


def test_a_failure_names_file_step_and_reason() -> None:
    path = EXAMPLES / "see-errors.flow.json"
    done = steploom("run", path)
    assert done.returncode == 1
    assert f"{path}: step 4 (Without the token): " in done.stderr
    assert "401" in done.stderr
    assert "step 3 (JSON that is none): warning" in done.stderr
    assert "Never reached" not in done.stdout


def test_json_events_one_a_line() -> None:
    done = steploom("run", EXAMPLES / "first-request.flow.json", "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[0]["type"] == "run-started"
    assert events[0]["test_data"] is True
    assert events[-1]["type"] == "run-finished"
    assert events[-1]["status"] == "succeeded"
    ended = [event for event in events if event["type"] == "step-finished"]
    assert [event["step"] for event in ended] == [1, 2, 3]
    assert ended[1]["exchanges"][0]["status"] == 200


def test_up_to_a_step_quiet_and_verbose() -> None:
    path = EXAMPLES / "see-errors.flow.json"
    done = steploom("run", path, "--step", "3")
    assert done.returncode == 0, done.stderr
    assert "Without the token" not in done.stdout
    quiet = steploom("run", path, "--quiet")
    assert quiet.stdout == ""
    assert "step 4 (Without the token)" in quiet.stderr
    verbose = steploom("run", path, "--verbose", "--step", "2")
    assert "/status/503 → 503 Service Unavailable" in verbose.stdout


def test_the_report(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    done = steploom("run", EXAMPLES / "see-errors.flow.json", "--report", f"json={file}")
    assert done.returncode == 1
    report = json.loads(file.read_text())
    assert report["status"] == "failed"
    assert report["testData"] is True
    assert [step["step"] for step in report["steps"]][:4] == [1, 2, 3, 4]
    assert report["steps"][3]["error"]["kind"] == "http-status"
    assert report["steps"][1]["requests"][0]["status"] == 503


def test_secrets_come_from_environment_or_file_and_show_nowhere(tmp_path: Path) -> None:
    path = EXAMPLES / "secure-request.flow.json"
    marker = "example-token"
    (tmp_path / "s.json").write_text(json.dumps({"api_token": marker}))
    base = ("run", path, "--env", "local", "--json")
    for extra, env in (
        ((), {"STEPLOOM_SECRET_API_TOKEN": marker}),
        ((), {"STEPLOOM_SECRET_api_token": marker}),
        (("--secrets", str(tmp_path / "s.json")), {}),
    ):
        done = steploom(*base, *extra, **env)
        assert done.returncode == 0, done.stderr
        assert marker not in done.stdout + done.stderr
    missing = steploom("run", path, "--env", "local")
    assert missing.returncode == 1
    assert "api_token" in missing.stderr
    assert "STEPLOOM_SECRET_" in missing.stderr


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("run", "none.flow.json"), "no such file"),
        (("run", EXAMPLES), "a folder"),
        (("run", EXAMPLES / "README.md"), "line 1, column 1"),
        (("run", EXAMPLES / "first-request.flow.json", "--env", "moon"), "local, staging"),
        (("run", EXAMPLES / "first-request.flow.json", "--step", "77"), "no step 77"),
        (("run", EXAMPLES / "first-request.flow.json", "--event", "{"), "--event"),
        (("run", EXAMPLES / "first-request.flow.json", "--event", "null"), "cannot be null"),
        (("run", EXAMPLES / "first-request.flow.json", "--event", "@none"), "No such file"),
        (("run", EXAMPLES / "first-request.flow.json", "--report", "pdf=x"), "json=FILE"),
        (("run", EXAMPLES / "first-request.flow.json", "--secrets", "none"), "no such file"),
        (("run",), "FLOW"),
        (("run", "a", "--quiet", "--verbose"), "not allowed"),
        (("check", "none.flow.json"), "no such file"),
        (("schema", "moon"), "invalid choice"),
        (("--moon",), "usage"),
    ],
)
def test_what_cannot_be_used_is_exit_code_2(words: tuple[Any, ...], reason: str) -> None:
    done = steploom(*words)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_file_with_duplicate_numbers(tmp_path: Path, url: str) -> None:
    path = flow(tmp_path, request(2, f"{url}/echo"), request(2, f"{url}/echo", name="Again"))
    before = path.read_bytes()
    done = steploom("run", path)
    assert done.returncode == 2
    assert "“Request” and “Again”" in done.stderr
    assert path.read_bytes() == before


def test_interrupt_cancels_at_once(tmp_path: Path, url: str, data_folder: Path) -> None:
    path = flow(tmp_path, request(2, f"{url}/slow?seconds=25", name="Slow"))
    report = tmp_path / "r.json"
    with subprocess.Popen(
        [sys.executable, "-m", "builder", "run", str(path), "--json", "--report", f"json={report}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        while '"step":2' not in running.stdout.readline():
            assert running.poll() is None
        time.sleep(0.1)
        start = time.monotonic()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=10)
        assert time.monotonic() - start < 2
    assert running.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err
    assert json.loads(out.splitlines()[-1])["status"] == "cancelled"
    assert json.loads(report.read_text())["status"] == "cancelled"
    assert list((data_folder / "runs").iterdir()) == []


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"{sys.executable} -m builder schema | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "{\n0\n"
    assert done.stderr == ""


def test_a_terminal_gets_a_display() -> None:
    path = EXAMPLES / "first-request.flow.json"
    code, text = on_terminal(command("run", path))
    assert code == 0
    assert "List users" in text
    assert "\x1b[" in text
    assert "3 succeeded" in text


def test_check_names_every_problem(tmp_path: Path, url: str) -> None:
    (tmp_path / "environments").mkdir()
    (tmp_path / "environments" / "bad.env.json").write_text("{")
    steps = (
        request(2, "{{env.base_url}}/{{3.response.body}}", name="Early"),
        request(3, f"{url}/echo"),
    )
    path = flow(tmp_path, *steps)
    good = flow(tmp_path, request(2, f"{url}/echo"), name="good.flow.json")
    assert steploom("check", good).returncode == 2  # the environment beside it cannot be read
    (tmp_path / "environments" / "bad.env.json").write_text('{"variables": {"other": "x"}}')
    assert steploom("check", good).returncode == 0
    done = steploom("check", path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert all(line.startswith(f"{path}: step 2 (Early): url: ") for line in lines)
    assert len(lines) == 2
    both = steploom("check", tmp_path)
    assert both.returncode == 1
    assert str(path) in both.stdout
    assert str(good) not in both.stdout
    named = steploom("check", path, "--env", "bad")
    assert "“bad” has no variable “base_url”" in named.stdout


def test_check_of_the_examples_finds_nothing_wrong() -> None:
    done = steploom("check", EXAMPLES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_unknown_kind_is_checked_and_refused_by_name(tmp_path: Path, url: str) -> None:
    unknown = {"number": 3, "kind": "teleport", "to": "moon"}
    path = flow(tmp_path, request(2, f"{url}/echo"), unknown)
    before = path.read_bytes()
    for verb in ("check", "run"):
        done = steploom(verb, path)
        assert done.returncode == 1
        assert "teleport" in done.stdout + done.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["flow", "environment"])
def test_schema(kind: str) -> None:
    done = steploom("schema", kind)
    schema = json.loads(done.stdout)
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    files = EXAMPLES.rglob("*.env.json" if kind == "environment" else "*.flow.json")
    for file in files:
        check.validate(json.loads(file.read_text()))
    assert not check.is_valid({"format": "x"})


def test_help_and_version() -> None:
    assert "run a workflow" in steploom("--help").stdout
    assert steploom("--version").stdout.startswith("steploom ")


def test_qt_is_never_imported() -> None:
    code = """
import sys
from builder.cli import main
assert main(["run", sys.argv[1]]) == 0
assert main(["check", sys.argv[1]]) == 0
assert main(["schema"]) == 0
found = [name for name in sys.modules if name.startswith(("PySide6", "qasync", "keyring"))]
assert not found, found
"""
    subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLES / "first-request.flow.json")],
        check=True,
        capture_output=True,
        timeout=30,
    )


def test_python_functions_need_trust(tmp_path: Path, data_folder: Path) -> None:
    code = ["import os", "def your_function(parameters):", "    return sorted(os.environ)"]
    path = flow(tmp_path, {"number": 2, "kind": "function", "language": "python", "code": code})
    refused = steploom("run", path)
    assert refused.returncode == 1
    assert "--trust" in refused.stdout + refused.stderr
    secret = {"STEPLOOM_SECRET_KEY": "s3cret-value"}
    done = steploom("run", path, "--trust", "--json", **secret)
    assert done.returncode == 0, done.stderr
    assert "PYTHONUTF8" in done.stdout
    assert "STEPLOOM_SECRET" not in done.stdout


def test_items_and_called_workflows_say_where_they_are(tmp_path: Path) -> None:
    wait = {"number": 2, "kind": "delay", "name": "Wait", "value": "0"}
    flow(tmp_path, wait, name="inner.flow.json")
    call = {"number": 3, "kind": "sub_workflow", "name": "Call", "flow": "inner.flow.json"}
    each = {"number": 2, "kind": "fan_out", "name": "Each", "array": "{{1.event}}", "each": [call]}
    outer = flow(tmp_path, each, example="[7, 8]")
    done = steploom("run", outer)
    assert done.returncode == 0, done.stderr
    lines = {" ".join(line.split()[:4]) for line in done.stdout.splitlines()}
    assert {"▸ 2 Each", "[0] ▸ 3 Call", "[1] ✓ 2 Wait", "[1] ✓ 3 Call"} <= lines
    code, shown = on_terminal(command("run", outer))
    assert code == 0
    assert "    [1] ✓   2  Wait" in shown
    broken = {**each, "each": [{**call, "flow": "gone.flow.json"}]}
    failed = steploom("run", flow(tmp_path, broken, name="b.flow.json", example="[7]"))
    assert "b.flow.json: step 2[0].3 (Call): " in failed.stderr
