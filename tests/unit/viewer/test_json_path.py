import pytest

from builder.viewer.json_path import Expression, PathFault, path_expression

ORDERS = {"orders": [{"id": 1, "total": 42.5}, {"id": 2, "total": 17}, {"id": 3}], "old name": 1}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("$.orders[?@.total > 40]", [("orders", 0)]),
        ("$.orders[?total > 40].id", [("orders", 0, "id")]),
        ("$.orders[?total && id == 2]", [("orders", 1)]),
        ("$.orders[?!total]", [("orders", 2)]),
        ("$..id", [("orders", 0, "id"), ("orders", 1, "id"), ("orders", 2, "id")]),
        ("$.orders[-1].id", [("orders", 2, "id")]),
        ("$['old name']", [("old name",)]),
        ("$.orders[?length(@) == 1]", [("orders", 2)]),
        (" $ ", [()]),
    ],
)
def test_what_an_expression_selects(text: str, places: list) -> None:
    assert list(Expression(text).places(ORDERS)) == places


def test_a_bare_name_is_read_as_one_of_the_current_value() -> None:
    expression = Expression("$.a[?x == '?y' && (z || null == w)]")
    assert expression.text == "$.a[?@.x == '?y' && (@.z || null == @.w)]"


@pytest.mark.parametrize("text", ["$.", "$.a[?", "$.a[?b = 1]", "$[", "$.a[?nothing(@)]", "$ x"])
def test_what_is_no_expression_is_named(text: str) -> None:
    with pytest.raises(PathFault, match="This is no JSONPath: "):
        Expression(text)


def test_descending_too_deep_is_named() -> None:
    document: list = []
    for _ in range(900):
        document = [document]
    with pytest.raises(PathFault, match="cannot be evaluated"):
        list(Expression("$..x").places(document))


def test_a_path_is_written_so_that_it_is_read_back() -> None:
    document = {"a": [{"b c": {'"': 1, "é": 2, "1": 3}}]}
    for key in ('"', "é", "1"):
        path = ("a", 0, "b c", key)
        assert list(Expression(path_expression(path)).places(document)) == [path]
    assert path_expression(("a", 0, "b c")) == '$.a[0]["b c"]'
