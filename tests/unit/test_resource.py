"""Files that ship with the program are found."""

from builder import resource


def test_icons_and_examples_are_there() -> None:
    assert resource.path("examples", "README.md").is_file()
    assert any(resource.path("icons").glob("*.svg"))
