"""A variable or a connection under another name."""

from __future__ import annotations

import pytest

from builder.model.connection import Connection
from builder.model.plain import to_plain
from builder.model.renaming import Renamed, Renaming
from builder.model.search import in_workflow
from builder.model.workflow import Workflow
from tests.support.running import flow


def places(renaming: Renaming, workflow: Workflow) -> list[tuple[int, str]]:
    """Where the old name stands."""
    hits = (hit for hit in in_workflow(renaming.question, workflow) if hit is not None)
    return list(dict.fromkeys((hit.step, hit.label) for hit in hits))


def made() -> Workflow:
    step = {
        "kind": "request",
        "number": 2,
        "name": "Get user",
        "url": "{{env.base}}/users/{{1.event.env.base}}",
        "headers": [{"key": "X-Key", "value": 'k {{env.key? ?? env["base"]}}'}],
        "auth": {"kind": "bearer", "token": "{{env.key}}"},
    }
    through = {"kind": "integration_request", "number": 4, "connection": "Shop", "url": "/x"}
    rules = {"groups": [[{"left": "{{env.key}}", "operator": "equals", "right": "key"}]]}
    either = {"kind": "conditional", "number": 3, "rules": rules, "yes": [through]}
    return flow(step, either)


def test_every_reference_follows_and_nothing_else() -> None:
    before = made()
    after = Renaming(Renamed.VARIABLE, "base", "the host").workflow(before)
    step = after.steps[0]
    assert step.url == '{{env["the host"]}}/users/{{1.event.env.base}}'
    assert step.headers[0].value == 'k {{env.key? ?? env["the host"]}}'
    assert after.steps[1] == before.steps[1]
    assert places(Renaming(Renamed.VARIABLE, "base", "the host"), before) == [
        (2, "Request URL"),
        (2, "Headers, row 1, value"),
    ]


def test_credentials_and_rules_follow() -> None:
    before = made()
    after = Renaming(Renamed.VARIABLE, "key", "api_key").workflow(before)
    assert "{{env.key" not in str(to_plain(after))
    assert "{{env.api_key}}" in str(to_plain(after.steps[0].auth))
    assert after.steps[1].rules.groups[0][0].right == "key"
    assert len(places(Renaming(Renamed.VARIABLE, "key", "api_key"), before)) == 3


def test_steps_inside_others_use_the_connection_by_its_new_name() -> None:
    before = made()
    after = Renaming(Renamed.CONNECTION, "Shop", "Store").workflow(before)
    assert after.steps[1].yes[0].connection == "Store"
    assert places(Renaming(Renamed.CONNECTION, "Shop", "Store"), before) == [(4, "Connection")]


@pytest.mark.parametrize("what", list(Renamed))
def test_without_the_old_name_it_is_the_same_value(what: Renamed) -> None:
    before = made()
    connection = Connection(base_url="https://a.example/{{env.key}}")
    assert Renaming(what, "other", "new").workflow(before) is before
    assert Renaming(what, "other", "new").connection(connection) is connection


def test_connections_refer_to_variables_too() -> None:
    connection = Connection(base_url="https://{{env.host}}/v1")
    renaming = Renaming(Renamed.VARIABLE, "host", "server")
    assert renaming.connection(connection).base_url == "https://{{env.server}}/v1"


def test_files_without_the_name_are_not_read() -> None:
    assert not Renaming(Renamed.VARIABLE, "host", "a").question.may_be_in(b"{}")
    assert Renaming(Renamed.VARIABLE, "host", "a").question.may_be_in(b"{{env.host}}")
    assert Renaming(Renamed.VARIABLE, "h\u00f6st", "a").question.may_be_in(b"{}")


def test_calls_follow_a_workflow_and_a_folder_inside_other_steps_too() -> None:
    call = {"kind": "sub_workflow", "number": 3, "flow": "jobs/daily.flow.json"}
    other = {"kind": "sub_workflow", "number": 4, "flow": "jobs.flow.json"}
    either = {"kind": "conditional", "number": 2, "yes": [call]}
    before = flow(either, other)
    one = Renaming(Renamed.FLOW, "jobs/daily.flow.json", "night.flow.json")
    assert one.workflow(before).steps[0].yes[0].flow == "night.flow.json"
    folder = Renaming(Renamed.FLOW, "jobs/", "old/jobs/")
    after = folder.workflow(before)
    assert after.steps[0].yes[0].flow == "old/jobs/daily.flow.json"
    assert after.steps[1] is before.steps[1]
    assert places(folder, before) == [(3, "Workflow")]
