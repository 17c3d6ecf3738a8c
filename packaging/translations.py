"""Gathers the texts of the interface for translators, and compiles what they translated.

    python packaging/translations.py            new texts into every .ts file, then all .qm files
    python packaging/translations.py --list     only print the texts that have no translation yet
    python packaging/translations.py --tidy     the first, and take out what is not used any more

Texts come from two places: literals passed to `tr` and `tr_count`, read from the source, and the
labels and notes of kinds, operators and actions, read from the classes. A text that is not used any
more keeps its translation in the file, marked as obsolete.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pydantic import BaseModel

from builder import auth, bodies, steps
from builder.forms.choice_field import name_of
from builder.forms.spoken import SHOWN
from builder.look.language import CONTEXT
from builder.model.kind import Kind
from builder.model.operators import OPERATORS
from builder.model.step import Step
from builder.model.ui import notes

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
KINDS = (steps, auth, bodies)
"""The rooms whose modules define kinds; importing them has registered all."""
TABLES = (
    ("builder.app.action_list", "ACTIONS", ("menu", "text", "tip")),
    ("builder.app.key_list", "LOCAL", ("group", "keys", "text")),
    ("builder.app.tour", "STOPS", ("title", "text")),
    ("builder.canvas.actions", "ENTRIES", ("text", "text_on")),
    ("builder.document.commands", "DUPLICATE", ()),
    ("builder.document.commands", "PASTE", ()),
    ("builder.document.history_words", "STATUSES", ()),
    ("builder.model.json_diff", "ADDED", ()),
    ("builder.model.json_diff", "CHANGED", ()),
    ("builder.model.json_diff", "REMOVED", ()),
    ("builder.model.events", "Status", ()),
    ("builder.panels.step_footer", "KEPT", ("pill", "detail")),
    ("builder.panels.step_footer", "PINNED", ("pill", "detail")),
    ("builder.panels.step_footer", "UNTESTED", ("pill", "detail")),
    ("builder.storage.secrets", "IN_KEYRING", ()),
    ("builder.storage.secrets", "IN_MEMORY", ()),
    ("builder.storage.secrets", "NO_KEYRING", ()),
    ("builder.viewer.body_pages", "Mode", ()),
    ("builder.viewer.cookies", "COLUMNS", ()),
    ("builder.viewer.differences", "HEADINGS", ()),
)
"""Tables whose texts are shown through `tr`: module, name, and which attributes of an entry are
texts; without any, all that the table holds is."""
OBSOLETE, UNFINISHED = "obsolete", "unfinished"


@dataclass(frozen=True, order=True)
class Entry:
    """One text to translate. `one` is its English form for the number one, empty without number."""

    text: str
    one: str = ""


def in_source(source: str) -> Iterator[Entry]:
    """The literals that a module passes to `tr` and `tr_count`."""
    tree = ast.parse(source)
    constants = {**_imported(tree), **_constants(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "tr" and node.args:
            yield from map(Entry, _texts(node.args[0], constants))
        elif node.func.id == "tr_count":
            one, many = (next(_texts(argument, {})) for argument in node.args[:2])
            yield Entry(many, one)


def _texts(node: ast.expr, constants: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The texts an argument can be: a literal, a choice between some, or what a constant holds."""
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body, constants), *_texts(node.orelse, constants))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name | ast.Subscript | ast.Call):
        yield from (text for name in _names(node) for text in constants.get(name, ()))


def _imported(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """The texts that constants hold which come from other modules of the program."""
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("builder."):
            continue
        path = ROOT.joinpath(*str(node.module).split(".")).with_suffix(".py")
        names = [alias.name for alias in node.names if alias.name.isupper()]
        held = _constants(ast.parse(path.read_text("utf-8"))) if names and path.exists() else {}
        found |= {name: held[name] for name in names if name in held}
    return found


def _constants(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """The texts that names of a module can stand for: constants, variables, targets of loops."""
    found = {name: tuple(_strings(value)) for name, value in _assigned(tree.body)}
    outer = set(found)
    for name, value in _assigned(ast.walk(tree)):
        if name not in outer:
            found[name] = (*found.get(name, ()), *_shown(_strings(value)))
    for loop in ast.walk(tree):
        if isinstance(loop, ast.For | ast.comprehension):
            named = (text for name in _names(loop.iter) for text in found.get(name, ()))
            said = _shown([*_strings(loop.iter), *named])
            for name in _names(loop.target):
                found[name] = (*found.get(name, ()), *said)
    return found


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """Names and what they are given."""
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def _names(node: ast.AST) -> list[str]:
    return [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)]


def _shown(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that read like texts of the interface, not like names for the program."""
    return tuple(text for text in texts if text != text.lower() or " " in text)


def _strings(node: ast.AST | None) -> Iterator[str]:
    """The literals in an expression; of a mapping its values."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _strings(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif node is not None and not isinstance(node, ast.JoinedStr | ast.Call):
        for inner in ast.iter_child_nodes(node):
            yield from _strings(inner)


def in_data() -> Iterator[str]:
    """The texts that kinds, operators and tables are shown with; with repetitions and blanks."""
    for model in _subclasses(BaseModel):
        if model.__module__.startswith("builder."):
            yield from _of_model(model)
    for one in OPERATORS.values():
        yield from (one.label, str(one.family.value))
    for module, name, attributes in TABLES:
        yield from _of_table(getattr(import_module(module), name), attributes)


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _subclasses(inner)


def _of_model(model: type[BaseModel]) -> Iterator[str]:
    if issubclass(model, Kind) and model.label:
        yield from (model.label, (model.__doc__ or "").strip().split("\n")[0])
    if issubclass(model, Step):
        yield from (model.group, model.hint)
        yield from (branch.label for branch in model.branches)
        yield from (example.meaning for example in model.examples)
    for name, info in model.model_fields.items():
        note = notes(model, name)
        if note.label:
            yield from (getattr(note, attribute) for attribute in SHOWN)
            yield from map(name_of, _members(info.annotation))


def _members(annotation: Any) -> Iterator[Enum]:
    """Members of the enumerations in a type."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from annotation
    for inner in get_args(annotation):
        yield from _members(inner)


def _of_table(table: Any, attributes: tuple[str, ...]) -> Iterator[str]:
    if table is None:
        return
    if isinstance(table, str):
        yield str(table)
    elif attributes and not isinstance(table, tuple):
        for text in (getattr(table, attribute) for attribute in attributes):
            yield from (text, text.replace("&", ""))
    else:
        for entry in table:
            yield from _of_table(entry, attributes)


@cache
def entries() -> tuple[Entry, ...]:
    """All texts of the interface, in order."""
    found = {entry for path in _modules() for entry in in_source(path.read_text("utf-8"))}
    found |= {Entry(text) for text in in_data() if any(letter.isalpha() for letter in text)}
    return tuple(sorted(found))


def _modules() -> Iterator[Path]:
    yield from sorted((ROOT / "builder").rglob("*.py"))


def read(file: Path) -> dict[Entry, tuple[str, ...]]:
    """The translations in a .ts file, obsolete ones included; one form, or one for each number."""
    found = {}
    for message in ElementTree.parse(file).iter("message"):
        entry = Entry(message.findtext("source") or "", message.findtext("comment") or "")
        translation = message.find("translation")
        forms = [] if translation is None else translation.findall("numerusform") or [translation]
        texts = tuple(form.text or "" for form in forms)
        if any(texts):
            found[entry] = texts
    return found


def write(file: Path, language: str, known: dict[Entry, tuple[str, ...]]) -> None:
    """Write a .ts file: every text of the interface, and what was translated once."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    now = set(entries())
    for entry in sorted(now | set(known)):
        _add(context, entry, known.get(entry, ()), entry in now)
    ElementTree.indent(root, "  ")
    text = ElementTree.tostring(root, "unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def _add(context: ElementTree.Element, entry: Entry, forms: tuple[str, ...], used: bool) -> None:
    message = ElementTree.SubElement(context, "message")
    ElementTree.SubElement(message, "source").text = entry.text
    translation = ElementTree.Element("translation")
    if entry.one:
        message.set("numerus", "yes")
        ElementTree.SubElement(message, "comment").text = entry.one
        for form in forms or ("", ""):
            ElementTree.SubElement(translation, "numerusform").text = form
    else:
        translation.text = "".join(forms)
    if not (used and forms):
        translation.set("type", OBSOLETE if not used else UNFINISHED)
    message.append(translation)


def compiled(file: Path, target: Path) -> None:
    """Compile a .ts file to what Qt reads.

    Raises:
        subprocess.CalledProcessError: The compiler refuses it.
    """
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", file, "-qm", target], check=True)


def main() -> None:
    """Bring every language's file up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--list", action="store_true", help="print what is not translated yet")
    parser.add_argument("--tidy", action="store_true", help="take out what is not used any more")
    options = parser.parse_args()
    for file in sorted(FOLDER.glob("*.ts")):
        known = read(file)
        missing = [entry for entry in entries() if entry not in known]
        if options.list:
            print(*(f"{entry.text!r} {entry.one!r}" for entry in missing), sep="\n")
            continue
        obsolete = set(known) - set(entries())
        if options.tidy:
            known = {entry: forms for entry, forms in known.items() if entry not in obsolete}
        write(file, file.stem.partition("_")[2], known)
        compiled(file, file.with_suffix(".qm"))
        print(f"{file.name}: {len(entries())} texts, {len(missing)} new, {len(obsolete)} obsolete")


if __name__ == "__main__":
    main()
