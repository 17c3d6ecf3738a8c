import json

from builder.viewer.json_rows import REACH, JsonRows
from builder.viewer.json_shape import formatted


def notes(value: object) -> tuple[dict[int, str], list]:
    asked: list = []
    rows = JsonRows(
        formatted(json.dumps(value).encode()), lambda *question: asked.append(question), print
    )
    rows.advance(10)
    return {row: rows.note(row) for row in range(min(rows.count, 40)) if rows.note(row)}, asked


def test_lists_are_counted_whatever_they_hold() -> None:
    value = {"a": [1, [2, 3, 4], {"x": [], "y": ["]", "["]}], "one": [1], "text": "["}
    assert notes(value)[0] == {1: "3 items", 3: "3 items", 10: "2 items"}


def test_a_long_list_is_counted_elsewhere_once() -> None:
    asked: list = []
    told: list = []
    data = formatted(json.dumps({"a": ["x" * 100] * (REACH // 50)}).encode())
    rows = JsonRows(data, lambda *question: asked.append(question), lambda: told.append(1))
    rows.advance(10)
    assert rows.note(1) == ""
    assert rows.note(1) == ""
    ((path, then),) = asked
    assert path == ("a",)
    then(5242)
    assert rows.note(1) == "5,242 items"
    assert told == [1]
