"""A variable or a connection under another name."""

from __future__ import annotations

import pytest

from builder.model.connection import Connection
from builder.model.plain import to_plain
from builder.model.renaming import Renamed, Renaming, changed_places
from builder.model.workflow import Workflow
from tests.support.running import flow


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
    assert list(changed_places(before, after)) == [
        "step 2 (Get user): Request URL",
        "step 2 (Get user): Headers, row 1, value",
    ]


def test_credentials_and_rules_follow() -> None:
    before = made()
    after = Renaming(Renamed.VARIABLE, "key", "api_key").workflow(before)
    assert "{{env.key" not in str(to_plain(after))
    assert "{{env.api_key}}" in str(to_plain(after.steps[0].auth))
    assert after.steps[1].rules.groups[0][0].right == "key"
    assert len(list(changed_places(before, after))) == 3


def test_steps_inside_others_use_the_connection_by_its_new_name() -> None:
    before = made()
    after = Renaming(Renamed.CONNECTION, "Shop", "Store").workflow(before)
    assert after.steps[1].yes[0].connection == "Store"
    assert list(changed_places(before, after)) == ["step 4 (Integration Request): Connection"]


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
    assert not Renaming(Renamed.VARIABLE, "host", "a").may_be_in(b"{}")
    assert Renaming(Renamed.VARIABLE, "host", "a").may_be_in(b"{{env.host}}")
    assert Renaming(Renamed.VARIABLE, "h\u00f6st", "a").may_be_in(b"{}")
