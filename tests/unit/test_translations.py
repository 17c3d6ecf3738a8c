"""The files of translations hold every text of the interface, and nothing else."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from builder.look.language import CONTEXT, languages

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
FILES = sorted(FOLDER.glob("*.ts"))
PLACEHOLDER = re.compile(r"\{\w+(?::[^{}]*)?\}")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The program that gathers the texts."""
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging/translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module  # its dataclass looks for it
    spec.loader.exec_module(module)
    return module


def test_german_is_there() -> None:
    assert [file.name for file in FILES] == ["steploom_de.ts"]
    assert languages() == (("en", "English"), ("de", "Deutsch"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_translated_and_no_other(tool: ModuleType, file: Path) -> None:
    known = tool.read(file)
    assert [entry.text for entry in tool.entries() if not all(known.get(entry, ("",)))] == []
    assert [entry.text for entry in known if entry not in set(tool.entries())] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_translations_have_the_places_for_values(tool: ModuleType, file: Path) -> None:
    wrong = [
        (english, form)
        for entry, forms in tool.read(file).items()
        for english, form in zip((entry.one or entry.text, entry.text), forms, strict=False)
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(english))
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_compiled_is_what_was_translated(tool: ModuleType, file: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    for entry, forms in tool.read(file).items():
        asked = (
            [(entry.one, 1), (entry.one, 2)] if entry.one else [("", -1)]
        )  # the English form for one tells equal plurals apart
        said = [translator.translate(CONTEXT, entry.text, one, n) for one, n in asked]
        assert said == list(forms), "run packaging/translations.py"


SOURCE = """
TITLE = "A title"
COLUMNS = ("Name", "Value")
WORDS = {"key": "A word"}

def show(on, n):
    tr("Plain")
    tr("On" if on else "Off")
    tr("{n} of {total}", n=n, total=9)
    tr_count("{n} step", "{n} steps", n)
    tr(TITLE), tr(WORDS["key"])
    for column in COLUMNS:
        tr(column)
"""


def test_literals_choices_and_constants_are_gathered(tool: ModuleType) -> None:
    found = {(entry.text, entry.one) for entry in tool.in_source(SOURCE)}
    plain = {"Plain", "On", "Off", "{n} of {total}", "A title", "Name", "Value", "A word"}
    assert found == {*((text, "") for text in plain), ("{n} steps", "{n} step")}


def test_an_old_translation_is_kept_and_a_new_text_is_asked_for(
    tool: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "steploom_xx.ts"
    gone = tool.Entry("Not used any more")
    tool.write(file, "xx", {gone: ("Alt",), tool.Entry("Save"): ("Sichern",)})
    text = file.read_text("utf-8")
    assert '<translation type="obsolete">Alt</translation>' in text
    assert "<translation>Sichern</translation>" in text
    assert '<translation type="unfinished"' in text
    known = tool.read(file)
    assert known == {gone: ("Alt",), tool.Entry("Save"): ("Sichern",)}
