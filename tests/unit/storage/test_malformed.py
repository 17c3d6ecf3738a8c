"""Files that are none: each is refused at once, in words, with its place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builder.storage.file_problem import FileProblem
from builder.storage.files import open_connection, open_environment, open_flow
from tests.support.command_line import steploom

FLOW = '{"format": 1, "trigger": {"kind": "event", "number": 1}, "steps": [%s]}'
STEP = '{"number": 2, "kind": "request", "odd": %s}'

REFUSED = {
    "not UTF-8": b"\xff\xfe\x00{",
    "UTF-16": (FLOW % "").encode("utf-16"),
    "zeros": bytes(1_000),
    "half a surrogate pair": (FLOW % r'{"number": 2, "kind": "request", "url": "\ud800"}').encode(),
    "lists in lists": b"[" * 100_000,
    "objects in objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "an unknown key that deep": (FLOW % (STEP % ("[" * 100_000 + "]" * 100_000))).encode(),
    "steps that deep": (
        FLOW % ('{"number": 2, "kind": "conditional", "yes": [' * 50_000 + "]}" * 50_000)
    ).encode(),
    "wrong shapes": b'{"trigger": 3, "steps": {}}',
    "a kind that is a list": b'{"trigger": {"kind": ["event"]}, "steps": [null, 3]}',
    "a number without end": (
        FLOW % ('{"kind": "request", "number": ' + "9" * 5_000 + "}")
    ).encode(),
    "a negative number": (FLOW % '{"kind": "request", "number": -1}').encode(),
    "null": b"null",
    "nothing": b" \n",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_at_once_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    path.write_bytes(data)
    for read in (open_flow, open_environment, open_connection):
        began = time.perf_counter()
        with pytest.raises(FileProblem) as refused:
            read(path)
        assert time.perf_counter() - began < 1
        assert len(refused.value.sentence) < 400
        assert refused.value.sentence.rstrip(")").endswith(".")


def test_large_and_odd_ones_that_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    step = '{"number": 2, "kind": "request", "name": "%s", "url": "%s"}'
    path.write_text(FLOW % (step % ("n" * 1_000_000 + r"\u202e\u0000", "x" * 5_000_000)))
    began = time.perf_counter()
    opened = open_flow(path)
    assert time.perf_counter() - began < 2
    assert opened.value.steps[0].name.endswith("\u202e\x00")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("[]", "An environment file is a JSON object"),
        ('{"variables": {"host": 5}}', "variables.host: This should be text"),
        (
            '{"variables": {"host": {"secret": "yes"}}}',
            "host.secret: This should be true",
        ),
        (FLOW % "", "holds a workflow"),
        ("", "The file is empty; an environment file"),
    ],
)
def test_checking_a_workflow_names_an_environment_of_the_wrong_shape(
    data: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.flow.json"
    path.write_text(FLOW % "")
    (tmp_path / "environments").mkdir()
    (tmp_path / "environments" / "dev.env.json").write_text(data)
    done = steploom("check", path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "dev.env.json" in done.stderr
