"""Every workflow of the example workspace does what it is there to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import examples
from builder.examples.server import ExampleServer
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.storage.called_flows import with_called_flows
from builder.storage.files import read_flow
from builder.storage.workspace import Workspace
from tests.support.running import Ran, ran

RUN_ELSEWHERE = {"secure-request", "see-errors"}


async def played(name: str, folder: Path) -> Ran:
    workflow = read_flow(examples.folder() / f"{name}.flow.json")
    around = Surroundings(folder=str(examples.folder()))
    async with ExampleServer() as server:
        around = examples.with_server(with_called_flows(around, workflow), server.url)
        return await ran(workflow, folder, surroundings=around)


def flow_names() -> list[str]:
    names = [path.name.removesuffix(".flow.json") for path in Workspace(examples.folder()).flows()]
    return sorted(set(names) - RUN_ELSEWHERE)


def test_there_are_enough_to_learn_from() -> None:
    assert len(flow_names()) >= 8


@pytest.mark.parametrize("name", flow_names())
async def test_it_succeeds(name: str, tmp_path: Path) -> None:
    run = await played(name, tmp_path)
    assert run.end.status is Status.SUCCEEDED, run.end.error


async def test_a_list_after_a_fan_out_goes_through_a_function(tmp_path: Path) -> None:
    run = await played("orders-of-every-user", tmp_path)
    assert run.step(5).sample["result"]["orders"] == 20
    assert run.step(6).sample["response"]["body"]["json"]["users"] == 4


async def test_all_pages_are_one_list(tmp_path: Path) -> None:
    run = await played("all-products", tmp_path)
    assert len(run.step(2).sample["response"]["body"]) == 25


async def test_a_called_workflow_gives_its_response(tmp_path: Path) -> None:
    run = await played("user-summaries", tmp_path)
    summaries = run.step(6).sample["response"]["body"]["json"]["summaries"]
    assert [summary["name"] for summary in summaries] == ["Ada", "Grace", "Edsger"]


async def test_a_failure_takes_its_branch(tmp_path: Path) -> None:
    run = await played("when-a-request-fails", tmp_path)
    assert run.step(3).status is Status.FAILED
    assert "500" in run.step(6).sample["response"]["body"]["json"]["failure"]


async def test_errors_are_shown_and_stop_the_run(tmp_path: Path) -> None:
    run = await played("see-errors", tmp_path)
    assert (run.end.status, run.end.step) == (Status.FAILED, 4)


async def test_a_secret_without_a_value_is_named(tmp_path: Path) -> None:
    run = await played("secure-request", tmp_path)
    assert run.end.status is Status.FAILED
    assert run.end.error is not None
    assert "api_token" in run.end.error.message
