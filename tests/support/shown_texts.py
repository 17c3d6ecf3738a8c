"""Finds texts in the source that reach the screen without passing through `tr`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

METHODS = {
    "addAction", "addButton", "addItem", "addItems", "addMenu", "addTab", "complain", "say",
    "setAccessibleDescription", "setAccessibleName", "setHeaderLabels",
    "setHorizontalHeaderLabels", "setPlaceholderText", "setPrefix", "setSpecialValueText",
    "setStatusTip", "setSuffix", "setTabText", "setText", "setTitle", "setToolTip", "setWhatsThis",
    "setWindowTitle", "set_hint", "getOpenFileName", "getSaveFileName", "getExistingDirectory",
    "warning", "information", "question", "about", "add_heading", "add_page", "setHeaderLabel",
}  # fmt: skip
CLASSES = {
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QLineEdit", "QMenu", "QMessageBox",
    "QPushButton", "QRadioButton", "QToolButton", "Section", "Heading", "Command",
    "SearchField", "PairsView",
}  # fmt: skip
TRANSLATING = {"tr", "tr_count"}
NAMED_FIRST = {"say", "Command"}
"""Their first argument is a name for the program, not for the screen."""
OWN_NAMES = re.compile(
    r"Steploom|cURL|Python|JSON|XML|HTML|CSV|OpenAPI|HAR|URL|Esc|Ctrl|Shift|Alt|Enter|Return|F\d+"
    r"|\S*://\S*|\S*example\.com\S*|\.internal"
)
"""What is called the same everywhere."""
_A_WORD = re.compile(r"[A-Za-z]{2}")
_IN_PARTS = re.compile(r"[A-Za-z]{3}")
_SAID = re.compile(r"[A-Z][a-z]|[a-z] [a-z]")


def unwrapped(source: str) -> Iterator[tuple[int, str]]:
    """The line and the text of each literal that is shown as it is."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not _shows(call.func):
            continue
        named_first = _name(call.func) in NAMED_FIRST
        for position, argument in enumerate(call.args):
            yield from _literals(argument, _SAID if position or named_first else _A_WORD)
        for keyword in call.keywords:
            yield from _literals(keyword.value, _SAID)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _shows(function: ast.expr) -> bool:
    return _name(function) in (METHODS if isinstance(function, ast.Attribute) else CLASSES)


def _literals(node: ast.expr, word: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Texts in an argument: literals, choices, joined parts; not what is called or compared."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if word.search(OWN_NAMES.sub("", node.value)):
            yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _literals(part, _IN_PARTS)
    elif isinstance(node, ast.FormattedValue):
        yield from _literals(node.value, _A_WORD)
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body, word), *_literals(node.orelse, word))
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.List | ast.Tuple):
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                yield from _literals(part, word)


def too_early(source: str) -> Iterator[int]:
    """Lines that translate while the module is imported, before a language is chosen."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATING:
            yield node.lineno
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = (*node.args.defaults, *node.args.kw_defaults)
            waiting.extend(one for one in (*node.decorator_list, *given) if one is not None)
        elif not isinstance(node, ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
