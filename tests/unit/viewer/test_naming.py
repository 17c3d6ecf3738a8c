from builder.viewer.naming import Naming


def test_values_of_the_whole_document() -> None:
    naming = Naming(2, ("response", "body"))
    assert naming.reference(("a", 0)) == "{{2.response.body.a.0}}"
    assert naming.expression(("a", 0)) == "$.a[0]"
    assert naming.expression(()) == "$"


def test_values_of_matches_are_called_as_in_the_whole_document() -> None:
    naming = Naming(2, ("response", "body"), (("a", 3), ("b",)))
    assert naming.reference((0, "x")) == "{{2.response.body.a.3.x}}"
    assert naming.expression((1,)) == "$.b"
    assert naming.reference(()) == ""
    assert naming.origin((7,)) is None
