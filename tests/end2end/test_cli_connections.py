"""Connections on the command line, against a real server."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import steploom
from tests.support.servers import Recorder, recorder

MARKER = "marker-secret-8080"


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as made:
        made.json("/v1/me", '{"name": "Ada"}')
        yield made


@pytest.fixture
def workspace(tmp_path: Path, server: Recorder) -> Path:
    connection = {
        "format": 1,
        "base_url": f"{server.url}/v1",
        "auth": {"kind": "bearer", "token": "{{env.token}}"},
    }
    files = {
        "environments/dev.env.json": {"format": 1, "variables": {"token": {"secret": True}}},
        "connections/Shop.connection.json": connection,
        "good.flow.json": flow("Shop"),
        "bad.flow.json": flow("Shap"),
    }
    for name, plain in files.items():
        path = tmp_path / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(plain))
    return tmp_path / "shop"


def flow(connection: str) -> dict[str, object]:
    step = {"number": 2, "kind": "integration_request", "connection": connection, "url": "me"}
    return {"format": 1, "trigger": {"number": 1, "kind": "event"}, "steps": [step]}


def test_a_run_takes_connections_from_the_workspace(
    data_folder: Path, workspace: Path, server: Recorder
) -> None:
    done = steploom(
        "run", workspace / "good.flow.json", "--env", "dev", "--json", STEPLOOM_SECRET_TOKEN=MARKER
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert server.last.target == "/v1/me"
    assert server.last.header("authorization") == f"Bearer {MARKER}"
    assert MARKER not in done.stdout + done.stderr


def test_an_unknown_connection_stops_the_run_and_is_named_by_check(
    data_folder: Path, workspace: Path, server: Recorder
) -> None:
    ran = steploom("run", workspace / "bad.flow.json", "--env", "dev", STEPLOOM_SECRET_TOKEN="xxxx")
    assert ran.returncode == 1
    assert server.seen == []
    done = steploom("check", workspace)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) == 1
    assert "step 2 (Integration Request): connection: There is no connection “Shap”" in lines[0]
    assert "Did you mean “Shop”?" in lines[0]


def test_check_names_what_is_wrong_with_a_connection(data_folder: Path, workspace: Path) -> None:
    file = workspace / "connections" / "Shop.connection.json"
    file.write_text('{"base_url": "shop.example"}')
    done = steploom("check", file)
    assert done.returncode == 1
    assert f"{file}: base_url: The URL has no scheme" in done.stdout
    file.write_text('{"base_url": 3}')
    done = steploom("check", file)
    assert done.returncode == 2
    assert "base_url" in done.stderr


def test_the_schema_of_connections_is_printed() -> None:
    done = steploom("schema", "connection")
    assert done.returncode == 0
    assert "base_url" in json.loads(done.stdout)["properties"]
