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
    "QPushButton", "QRadioButton", "QToolButton", "Section", "Heading", "MenuEntry", "Command",
    "SearchField", "PairsView",
}  # fmt: skip
TRANSLATING = {"tr", "tr_count", "spoken"}
OWN_NAMES = re.compile(
    r"Steploom|cURL|Python|JSON|XML|HTML|CSV|OpenAPI|HAR|URL|Esc|Ctrl|Shift|Alt|Enter|Return|F\d+"
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
        for position, argument in enumerate(call.args):
            yield from _literals(argument, _A_WORD if position == 0 else _SAID)
        for keyword in call.keywords:
            yield from _literals(keyword.value, _SAID)


def _shows(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr in METHODS
    return isinstance(function, ast.Name) and function.id in CLASSES


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
