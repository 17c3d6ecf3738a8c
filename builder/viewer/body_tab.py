"""The body of a response, looked at in one of five ways."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from builder.look.theme import Look
from builder.model.amounts import size_text
from builder.model.reference import Segment
from builder.viewer.body import Body, Bytes, Nature
from builder.viewer.body_view import BodyView
from builder.viewer.helper import Helper
from builder.viewer.hex_rows import HexRows
from builder.viewer.highlight import Highlighter, lexer_name
from builder.viewer.json_place import path_of_row, path_of_spot
from builder.viewer.json_shape import NotJson
from builder.viewer.pretty import pretty
from builder.viewer.preview import Preview
from builder.viewer.reference_text import reference_text
from builder.viewer.saving import ask_and_save
from builder.viewer.search_bar import SearchBar
from builder.viewer.text_rows import TextRows
from builder.viewer.tree_model import plain_value
from builder.viewer.tree_source import source_of
from builder.viewer.tree_view import TreeView


class Mode(StrEnum):
    """A way to look at a body."""

    TREE = "Tree"
    PRETTY = "Pretty"
    RAW = "Raw"
    PREVIEW = "Preview"
    HEX = "Hex"


MODES: dict[Nature, tuple[Mode, ...]] = {
    Nature.JSON: (Mode.PRETTY, Mode.TREE, Mode.RAW, Mode.HEX),
    Nature.HTML: (Mode.RAW, Mode.PREVIEW, Mode.HEX),
    Nature.TEXT: (Mode.RAW, Mode.HEX),
    Nature.IMAGE: (Mode.PREVIEW, Mode.HEX),
    Nature.BINARY: (Mode.HEX, Mode.RAW),
    Nature.EMPTY: (),
}
"""What makes sense for which body; the first is shown unless the user chose another."""


class BodyTab(QWidget):
    """Mode, search and size above the body.

    Signals:
        notice: Something to tell the user; empty when there is nothing any more.
    """

    notice = Signal(str)

    def __init__(self, look: Look, helper: Helper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._helper = helper
        self._body: Body | None = None
        self._step = 0
        self._base: tuple[Segment, ...] = ()
        self._url = ""
        self._chosen: dict[Nature, Mode] = {}
        self.modes = QComboBox()
        self.modes.addItems([mode.value for mode in Mode])
        self.modes.setAccessibleName("How the body is shown")
        self.view = BodyView(look)
        self.tree = TreeView(look, helper)
        self.preview = Preview(look)
        self.search = SearchBar(look, self.view)
        self.amount = QLabel()
        self.amount.setProperty("muted", True)
        self.nothing = QLabel("The response has no body.", alignment=Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("muted", True)
        self._stack = QStackedWidget()
        self._bar = QWidget()
        self._arrange()
        self.modes.textActivated.connect(self._choose)
        for source in (self.view, self.tree):
            source.notice.connect(self.notice)
            source.menu_requested.connect(self._menu)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.start_search)

    def _arrange(self) -> None:
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(self.modes)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.amount)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        for widget in (self.view, self.tree, self.preview, self.nothing):
            self._stack.addWidget(widget)

    @property
    def mode(self) -> Mode:
        """How the body is shown."""
        return Mode(self.modes.currentText())

    def show_body(self, body: Body, step: int, base: tuple[Segment, ...], url: str = "") -> None:
        """Show a body that stands at the path `base` of a step's output and came from `url`."""
        self._helper.drop()
        self._body, self._step, self._base, self._url = body, step, base, url
        modes = MODES[body.nature]
        self._bar.setVisible(bool(modes))
        if not modes:
            self._stack.setCurrentWidget(self.nothing)
            return
        items = self.modes.model()
        assert isinstance(items, QStandardItemModel)
        for position, mode in enumerate(Mode):
            items.item(position).setEnabled(mode in modes)
        self.amount.setText(size_text(len(body.data)))
        self.set_mode(self._chosen.get(body.nature, modes[0]))

    def set_mode(self, mode: Mode) -> None:
        """Show the body in another way."""
        body = self._body
        if body is None:
            return
        self.modes.setCurrentText(mode.value)
        self.search.setEnabled(mode in (Mode.PRETTY, Mode.RAW, Mode.HEX))
        self.notice.emit("")
        if mode is Mode.TREE:
            self._show_tree(body)
        elif mode is Mode.PREVIEW:
            self.preview.show_body(body)
            self._stack.setCurrentWidget(self.preview)
        else:
            self._stack.setCurrentWidget(self.view)
            self._show_rows(body, mode)

    def start_search(self) -> None:
        """Go to the search field; from Tree and Preview to the text first."""
        if not self.search.isEnabled():
            self.set_mode(Mode.PRETTY if self.mode is Mode.TREE else Mode.RAW)
        self.search.field.setFocus()
        self.search.field.selectAll()

    def _choose(self, text: str) -> None:
        if self._body is not None:
            self._chosen[self._body.nature] = Mode(text)
            self.set_mode(Mode(text))

    def _show_tree(self, body: Body) -> None:
        try:
            self.tree.show_body(body, self._step, self._base)
        except NotJson as error:
            self._not_json(f"The body cannot be read as JSON: {error}")
        else:
            self._stack.setCurrentWidget(self.tree)

    def _show_rows(self, body: Body, mode: Mode) -> None:
        if mode is Mode.PRETTY:
            pretty(body, self._helper, self._show_pretty, self._not_json)
        elif mode is Mode.HEX:
            self.view.set_rows(HexRows(body.data), None)
            self.search.restart()
        else:
            self.view.set_rows(TextRows(body.data, body.charset), self._highlighter(body))
            self.search.restart()

    def _show_pretty(self, data: Bytes, goes_on: bool) -> None:
        self.view.set_rows(TextRows(data), Highlighter("json"), keep=goes_on)
        self.search.restart()

    def _not_json(self, reason: str) -> None:
        self.set_mode(Mode.RAW)
        self.notice.emit(reason)

    def _highlighter(self, body: Body) -> Highlighter | None:
        name = "json" if body.nature is Nature.JSON else lexer_name(body.media_type)
        return Highlighter(name) if name else None

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        self._fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _fill(self, menu: QMenu) -> None:
        if self.mode is not Mode.TREE:
            copy = menu.addAction("Copy", self.view.copy)
            copy.setEnabled(not self.view.selection.empty)
        path = self._path()
        if path is not None:
            reference = reference_text(self._step, (*self._base, *path))
            menu.addAction("Copy value", lambda: self.copy_value(path))
            menu.addAction("Copy path as reference", lambda: _to_clipboard(reference))
        if self.mode is not Mode.TREE:
            menu.addAction("Select all", self.view.select_all)
        menu.addSeparator()
        menu.addAction("Save body…", self.save)

    def copy_value(self, path: tuple[Segment, ...]) -> None:
        """Copy the value at a path of a JSON body."""
        if self._body is not None:
            source = source_of(self._body, self._helper, self.notice.emit)
            source.value(path, lambda json: _to_clipboard(plain_value(json)))

    def save(self) -> None:
        """Ask where to save the body, and save it."""
        if self._body is not None:
            ask_and_save(self, self._body, self._url, self.notice.emit)

    def _path(self) -> tuple[Segment, ...] | None:
        if self._body is None or self._body.nature is not Nature.JSON:
            return None
        if self.mode is Mode.TREE:
            return self.tree.current_path()
        caret = self.view.selection.caret
        if self.mode is Mode.PRETTY:
            return path_of_row(self.view.rows, caret.row)
        return path_of_spot(self.view.rows, caret) if self.mode is Mode.RAW else None


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
