"""Workflow and environment files: same bytes, every fault named, nothing touched."""

import json
import os
import stat
from pathlib import Path

import pytest

import builder.steps  # noqa: F401 - completes the models
from builder.auth import BasicAuth, BearerToken, QueryAuth
from builder.model.environment import Environment, Variable
from builder.model.json_text import parse
from builder.model.references import referenced_numbers
from builder.model.rows import SecretRow
from builder.model.secret import Secret
from builder.model.workflow import Workflow, find, walk
from builder.steps import Conditional, EventTrigger, Request
from builder.storage.files import (
    ChangedOnDisk,
    DuplicateNumbers,
    FileProblem,
    open_environment,
    open_flow,
    read_environment,
    read_flow,
    write_environment,
    write_flow,
)
from builder.storage.flow_format import DEEPEST, to_workflow

FLOW = {
    "format": 1,
    "trigger": {"number": 1, "kind": "event", "event": "order.made"},
    "steps": [
        {
            "number": 2,
            "kind": "conditional",
            "yes": [{"number": 4, "kind": "request", "url": "https://a.example/{{1.event.id}}"}],
        },
        {"number": 3, "kind": "from-the-future", "shape": {"size": [1, 2.5]}},
    ],
    "colour": "blue",
}


def put(folder: Path, text: str | bytes, name: str = "a.flow.json") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def fault(path: Path) -> FileProblem:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(FileProblem) as caught:
        read_flow(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert str(path) in str(caught.value)
    return caught.value


def test_a_canonical_file_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = put(tmp_path, json.dumps(FLOW, indent=2) + "\n")
    before = path.read_bytes()
    write_flow(path, read_flow(path))
    assert path.read_bytes() == before


def test_digits_of_unknown_keys_are_kept(tmp_path: Path) -> None:
    numbers = f'"big": 1e400, "price": 1.10, "long": {2**80}'
    text = f'{{"trigger": {{"kind": "event"}}, {numbers}}}'
    path = put(tmp_path, text)
    write_flow(path, read_flow(path))
    written = path.read_text()
    assert '"big": 1e400' in written
    assert '"price": 1.10' in written
    assert f'"long": {2**80}' in written


def test_several_lines_are_a_list_and_whole_floats_are_whole(tmp_path: Path) -> None:
    flow = Workflow.model_validate(
        {
            "trigger": {"kind": "event", "example": "{\n}"},
            "steps": [{"number": 2, "kind": "request", "options": {"read_timeout": 12}}],
        }
    )
    path = tmp_path / "a.flow.json"
    write_flow(path, flow)
    plain = parse(path.read_bytes())
    assert plain["trigger"]["example"] == ["{", "}"]
    assert path.read_text().count('"read_timeout": 12\n') == 1
    assert read_flow(path) == flow


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", "", "empty"),
        (" \n", "", "empty"),
        ("[1]", "", "a list"),
        ("{\n  oops\n}", "line 2, column 3: ", "damaged"),
        ('{"format": 2}', "format: ", "Update Steploom"),
        ('{"format": "1"}', "format: ", "whole number"),
        ('{"format": 0}', "format: ", "whole number"),
        ("{}", "trigger: ", "missing"),
        ('{"trigger": 3}', "trigger: ", "an object"),
        ('{"trigger": {"kind": "request"}}', "trigger.kind: ", "“request” is a step"),
        ('{"trigger": {"kind": "event"}, "steps": {}}', "steps: ", "a list"),
    ],
)
def test_a_file_that_is_no_workflow_says_so(
    tmp_path: Path, text: str, place: str, reason: str
) -> None:
    problem = fault(put(tmp_path, text))
    assert problem.where == place
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("fields", "place", "reason"),
    [
        ({"url": 5}, "url", "should be text, but it is a whole number"),
        ({"enabled": "maybe"}, "enabled", "true or false, but it is text"),
        ({"query": [{}, {"key": [1]}]}, "query[1].key", "should be text, but it is a list"),
        ({"auth": {"kind": "oauth9"}}, "auth", "“oauth9” is not known"),
        ({"auth": 5}, "auth", "known “kind”, but it is a whole number"),
        ({"auth": {"kind": "bearer", "prefix": 1}}, "auth.prefix", "should be text"),
        ({"options": {"read_timeout": 0}}, "options.read_timeout", "greater than 0"),
        ({"number": "x"}, "number", "whole number"),
    ],
)
def test_a_wrong_type_has_its_path_and_step(
    tmp_path: Path, fields: dict[str, object], place: str, reason: str
) -> None:
    step = {"number": 2, "kind": "request", "name": "Get user", **fields}
    outer = {"number": 5, "kind": "conditional", "no": [step]}
    problem = fault(put(tmp_path, json.dumps({"trigger": {"kind": "event"}, "steps": [outer]})))
    assert problem.place.startswith(f"steps[0].no[0].{place} (step ")
    assert "“Get user”" in problem.place
    assert reason in problem.reason


def test_a_trigger_among_the_steps_is_refused(tmp_path: Path) -> None:
    flow = {"trigger": {"kind": "event"}, "steps": [{"kind": "event", "number": 2}]}
    problem = fault(put(tmp_path, json.dumps(flow)))
    assert "only be the first step" in problem.reason


def test_bytes_that_are_not_utf8_have_their_place(tmp_path: Path) -> None:
    problem = fault(put(tmp_path, b'{\n"note": "\xff"}'))
    assert (problem.line, problem.column) == (2, 10)
    assert "UTF-8" in problem.reason


def test_folders_pipes_and_missing_files(tmp_path: Path) -> None:
    assert "folder" in fault(tmp_path).reason
    assert "no such file" in fault(tmp_path / "none.flow.json").reason
    inside = put(tmp_path, "{}") / "b.flow.json"
    assert "not a folder" in fault(inside).reason
    os.mkfifo(tmp_path / "pipe.flow.json")
    with pytest.raises(FileProblem, match="pipe"):
        read_flow(tmp_path / "pipe.flow.json")


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs POSIX users")
def test_permissions(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    path = put(tmp_path, json.dumps(FLOW))
    path.chmod(0)
    flow = Workflow(trigger=EventTrigger())
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        with pytest.raises(FileProblem, match="permission"):
            read_flow(path)
        with pytest.raises(FileProblem, match="permission"):
            write_flow(path, flow)
        if me == 0:
            with pytest.raises(FileProblem, match="permission"):
                write_flow(tmp_path / "new.flow.json", flow)
    finally:
        os.seteuid(me)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.flow.json"]


def test_fifty_megabytes_of_nesting(tmp_path: Path) -> None:
    assert "too deep" in fault(put(tmp_path, b"[" * 50_000_000)).reason
    step = '{"kind":"conditional","number":2,"yes":['
    deep = f'{{"trigger":{{"kind":"event"}},"steps":[{step * 2000}{"]}" * 2000}]}}'
    problem = fault(put(tmp_path, deep))
    assert "too deep" in problem.reason
    assert len(str(problem)) < 1000


def test_steps_nested_deeper_than_anybody_reads(tmp_path: Path) -> None:
    step: dict[str, object] = {"kind": "request", "number": 2}
    for number in range(3, 3 + DEEPEST):
        step = {"kind": "conditional", "number": number, "yes": [step]}
    flow = {"trigger": {"kind": "event"}, "steps": [step]}
    assert "deeper than" in fault(put(tmp_path, json.dumps(flow))).reason
    flow["steps"] = step["yes"]
    read_flow(put(tmp_path, json.dumps(flow)))


def test_duplicate_numbers_name_both_and_offer_the_repaired_workflow(tmp_path: Path) -> None:
    inner = {"number": 2, "kind": "request", "name": "Second"}
    flow = {
        "trigger": {"kind": "event"},
        "steps": [
            {"number": 2, "kind": "request", "name": "First"},
            {"number": 7, "kind": "conditional", "no": [inner]},
            {"number": 3, "kind": "request", "url": "https://a.example/{{2.response.body}}"},
        ],
    }
    problem = fault(put(tmp_path, json.dumps(flow)))
    assert isinstance(problem, DuplicateNumbers)
    assert "“First” and “Second”" in problem.reason
    numbers = [step.number for step in walk(problem.fixed)]
    assert numbers == [1, 2, 7, 8, 3]
    last = find(problem.fixed, 3)
    assert last is not None
    assert set(referenced_numbers(last)) == {2}
    path = tmp_path / "fixed.flow.json"
    write_flow(path, problem.fixed)
    assert read_flow(path) == problem.fixed


def test_older_formats_are_migrated_step_by_step(tmp_path: Path) -> None:
    def first(plain: dict[str, object]) -> dict[str, object]:
        return {**plain, "format": 2, "trigger": {"kind": "event", "event": plain["start"]}}

    def second(plain: dict[str, object]) -> dict[str, object]:
        rest = {key: value for key, value in plain.items() if key != "start"}
        return {**rest, "format": 3}

    migrations = {1: first, 2: second}
    flow = to_workflow({"format": 1, "start": "made"}, tmp_path, migrations, newest=3)
    assert flow.format == 3
    assert isinstance(flow.trigger, EventTrigger)
    assert flow.trigger.event == "made"
    with pytest.raises(FileProblem, match="formats up to 3"):
        to_workflow({"format": 4}, tmp_path, migrations, newest=3)


def test_secrets_nobody_decided_about_are_in_no_file(tmp_path: Path) -> None:
    marker = "marker-3c0ffee5"
    literal = Secret(text=marker)
    steps = (
        Request(number=2, auth=BearerToken(token=literal)),
        Request(number=3, auth=BasicAuth(username="u", password=literal)),
        Conditional(
            number=4,
            yes=(Request(number=5, auth=QueryAuth(rows=(SecretRow(key="k", value=literal),))),),
        ),
    )
    write_flow(tmp_path / "a.flow.json", Workflow(trigger=EventTrigger(), steps=steps))
    variables = (Variable(name="token", secret=True, value=marker),)
    write_environment(tmp_path / "a.env.json", Environment(variables=variables))
    for file in tmp_path.rglob("*"):
        assert marker.encode() not in file.read_bytes()
    kept = Workflow(
        trigger=EventTrigger(),
        steps=(Request(number=2, auth=BearerToken(token=Secret(text=marker, kept=True))),),
    )
    write_flow(tmp_path / "kept.flow.json", kept)
    assert read_flow(tmp_path / "kept.flow.json") == kept


def test_kept_secrets_of_several_lines_are_lists_too(tmp_path: Path) -> None:
    key = Secret(text="BEGIN\nEND", kept=True)
    flow = Workflow(trigger=EventTrigger(), steps=(Request(number=2, auth=BearerToken(token=key)),))
    path = tmp_path / "a.flow.json"
    write_flow(path, flow)
    assert parse(path.read_bytes())["steps"][0]["auth"]["token"] == {"literal": ["BEGIN", "END"]}
    assert read_flow(path) == flow


def test_withheld_secrets_leave_bytes_that_are_canonical(tmp_path: Path) -> None:
    step = Request(number=2, auth=BearerToken(token=Secret(text="x"), prefix="Token"))
    path = tmp_path / "a.flow.json"
    write_flow(path, Workflow(trigger=EventTrigger(), steps=(step,)))
    before = path.read_bytes()
    write_flow(path, read_flow(path))
    assert path.read_bytes() == before


def test_environments_keep_order_lines_and_what_they_do_not_know(tmp_path: Path) -> None:
    plain = {
        "format": 1,
        "variables": {
            "zeta": "1",
            "alpha": ["two", "lines"],
            "token": {"secret": True, "note": "of the shop"},
            "url": {"value": "https://a.example", "note": "x"},
        },
        "colour": "red",
    }
    path = put(tmp_path, json.dumps(plain, indent=2) + "\n", "a.env.json")
    before = path.read_bytes()
    environment = read_environment(path)
    assert [v.name for v in environment.variables] == ["zeta", "alpha", "token", "url"]
    assert environment.variables[1].value == "two\nlines"
    write_environment(path, environment)
    assert path.read_bytes() == before


def test_an_environment_with_a_number_says_which(tmp_path: Path) -> None:
    path = put(tmp_path, '{"variables": {"a": "x", "port": 8080}}', "a.env.json")
    with pytest.raises(FileProblem, match="text, but it is a whole number") as caught:
        read_environment(path)
    assert caught.value.place == "variables.port"
    newer = put(tmp_path, '{"format": 9}', "b.env.json")
    with pytest.raises(FileProblem, match="Update"):
        open_environment(newer)


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = put(tmp_path, json.dumps(FLOW))
    opened = open_flow(path)
    path.write_text(json.dumps({**FLOW, "colour": "green"}))
    with pytest.raises(ChangedOnDisk):
        write_flow(path, opened.value, opened.signature)
    assert "green" in path.read_text()
    again = open_flow(path)
    signature = write_flow(path, opened.value, again.signature)
    path.touch()
    write_flow(path, opened.value, signature)
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        write_flow(path, opened.value, signature)
    write_flow(path, opened.value, expected=None)
    with pytest.raises(ChangedOnDisk):
        write_flow(path, opened.value, expected=None)


def test_text_that_is_no_unicode_is_refused_before_the_file_is_touched(tmp_path: Path) -> None:
    path = put(tmp_path, json.dumps(FLOW))
    before = path.read_bytes()
    bad = Workflow(trigger=EventTrigger(), steps=(Request(number=2, name="\ud800"),))
    with pytest.raises(FileProblem, match="surrogate"):
        write_flow(path, bad)
    assert path.read_bytes() == before


def test_mode_of_new_and_old_files(tmp_path: Path) -> None:
    flow = Workflow(trigger=EventTrigger())
    path = tmp_path / "a.flow.json"
    write_flow(path, flow)
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    path.chmod(0o640)
    write_flow(path, flow)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
