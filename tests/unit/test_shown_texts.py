"""Every text on screen passes through the translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.shown_texts import too_early, unwrapped

ROOT = Path(__file__).parents[2]
ROOMS = ("app", "canvas", "document", "forms", "panels", "viewer")


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_reaches_the_screen_untranslated(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in sorted((ROOT / "builder" / room).glob("*.py"))
        for line, text in unwrapped(path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("room", [*ROOMS, "look"])
def test_nothing_is_translated_before_a_language_is_chosen(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "builder" / room).glob("*.py"))
        for line in too_early(path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_a_table_of_a_module_is_translated_too_early() -> None:
    source = 'A = tr("One")\ndef f(a=tr("Two")):\n    return tr("Three")\nB = lambda: tr("Four")\n'
    assert sorted(too_early(source)) == [1, 2]


def test_the_search_finds_what_is_not_wrapped() -> None:
    source = """
label.setText("Two words")
label.setText(f"{n} places")
label.setToolTip("One" if n else tr("Other"))
QPushButton("Go", self)
"""
    assert [text for _, text in unwrapped(source)] == ["Two words", " places", "One", "Go"]


def test_the_search_leaves_what_is_wrapped_or_no_text() -> None:
    source = """
label.setText(tr("Two words"))
label.setText(f"{tr('one')} · {name}")
label.setText("JSON")
combo.addItem(tr("Any"), "any")
label.setObjectName("title")
"""
    assert not list(unwrapped(source))
