import io
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from builder.viewer.json_shape import NotJson
from builder.viewer.nodes import Node, Nodes
from builder.viewer.questions import Answer, Children, Format, Value

TEXT = b'{"a": [1.10, {"b": "x"}], "long": "' + b"y" * 500 + b'", "n": null, "t": true, "e": {}}'


def test_a_level_is_read_when_asked_for() -> None:
    nodes = Nodes(TEXT)
    assert nodes.root() == Node("", "object", count=5)
    total, children = nodes.children((), 0, 10)
    assert total == 5
    assert [(node.key, node.kind) for node in children] == [
        ("a", "list"),
        ("long", "text"),
        ("n", "null"),
        ("t", "boolean"),
        ("e", "object"),
    ]
    assert children[1].cut
    assert len(children[1].text) == 200
    assert children[4].count == 0
    assert nodes.children(("a",), 1, 5) == (2, [Node(1, "object", count=1)])
    assert nodes.children(("a",), 0, 1)[1] == [Node(0, "number", "1.10")]
    assert nodes.text(("a", 1, "b")) == b'"x"'


def test_no_json() -> None:
    with pytest.raises(NotJson):
        Nodes(b"{")


def test_a_lone_value_has_no_children() -> None:
    assert Nodes(b" 12 ").children((), 0, 5) == (0, [])


def test_the_helper_process_formats_lists_and_reads(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(json.dumps({"items": list(range(1000))}).encode())
    target = tmp_path / "pretty"
    questions = [
        Format(id=1, file=str(file), target=str(target)),
        Children(id=2, file=str(file), path=("items",), start=998, count=10),
        Value(id=3, file=str(file), path=("items", 7)),
        Value(id=4, file=str(file), path=("nothing",)),
        Format(id=5, file=str(tmp_path / "gone"), target=str(target)),
    ]
    asked = b"".join(msgspec.json.encode(question) + b"\n" for question in questions)
    command = [sys.executable, "-m", "builder.viewer.worker"]
    ended = subprocess.run(command, input=asked, capture_output=True, timeout=30, check=True)
    answers = [msgspec.json.decode(line, type=Answer) for line in io.BytesIO(ended.stdout)]
    assert [answer.id for answer in answers] == [1, 2, 3, 4, 5]
    assert answers[0].error == ""
    assert target.read_bytes().startswith(b'{\n  "items": [\n    0,')
    assert target.stat().st_mode & 0o777 == 0o600
    assert (answers[1].total, [node.key for node in answers[1].nodes]) == (1000, [998, 999])
    assert answers[2].text == "7"
    assert "cannot be read" in answers[3].error
    assert "cannot be read" in answers[4].error
    assert ended.stderr == b""
