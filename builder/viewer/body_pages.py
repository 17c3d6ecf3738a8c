"""One body as rows, tree or preview, and the search in each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from builder.look.language import tr
from builder.look.theme import Look
from builder.viewer.body import Body, Bytes, Nature
from builder.viewer.body_menu import to_clipboard
from builder.viewer.body_view import BodyView
from builder.viewer.helper import Helper
from builder.viewer.hex_rows import HexRows
from builder.viewer.highlight import Highlighter, lexer_name
from builder.viewer.json_place import path_of_row, path_of_spot
from builder.viewer.json_rows import JsonRows
from builder.viewer.json_shape import NotJson
from builder.viewer.naming import Naming, Path
from builder.viewer.pretty import pretty
from builder.viewer.preview import Preview
from builder.viewer.questions import Answer, Children
from builder.viewer.search_bar import SearchBar
from builder.viewer.text_rows import TextRows
from builder.viewer.text_search import TextSearch
from builder.viewer.tree_model import plain_value
from builder.viewer.tree_search import TreeSearch
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
    Nature.CSV: (Mode.PREVIEW, Mode.RAW, Mode.HEX),
    Nature.TEXT: (Mode.RAW, Mode.HEX),
    Nature.IMAGE: (Mode.PREVIEW, Mode.HEX),
    Nature.BINARY: (Mode.HEX, Mode.RAW),
    Nature.EMPTY: (),
}
"""What makes sense for which body; the first is shown unless the user chose another."""


class BodyPages(QStackedWidget):
    """Shows a body in one way at a time.

    Signals:
        notice: Something to tell the user.
        menu_requested: A context menu is wanted at a global position.
        unreadable: Why the body cannot be shown as JSON.
    """

    notice = Signal(str)
    menu_requested = Signal(QPoint)
    unreadable = Signal(str)

    def __init__(
        self, look: Look, helper: Helper, search: SearchBar, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._helper = helper
        self._search = search
        self._body: Body | None = None
        self._mode = Mode.RAW
        self.view = BodyView(look)
        self.tree = TreeView(look, helper)
        self.preview = Preview(look)
        self.nothing = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.nothing.setProperty("muted", True)
        self.nothing.setContentsMargins(24, 8, 24, 8)
        self._text_search = TextSearch(self.view, search)
        self._tree_search = TreeSearch(self.tree, search, helper)
        for page in (self.view, self.tree, self.preview, self.nothing):
            self.addWidget(page)
        for source in (self.view, self.tree):
            source.notice.connect(self.notice)
            source.menu_requested.connect(self.menu_requested)

    @property
    def is_text(self) -> bool:
        """Whether rows of text are shown."""
        return self.currentWidget() is self.view

    def focus_page(self) -> None:
        """Put the focus on what is shown."""
        page = self.currentWidget()
        if page is not None:
            page.setFocus()

    def say_nothing(self, words: str) -> None:
        """Show a sentence instead of a body."""
        self._body = None
        self._text_search.stop()
        self._tree_search.stop()
        self.nothing.setText(words)
        self.setCurrentWidget(self.nothing)

    def show_body(self, body: Body, mode: Mode, naming: Naming) -> None:
        """Show a body in a way that fits its nature."""
        self._body, self._mode = body, mode
        if mode is Mode.TREE:
            self._show_tree(body, naming)
        elif mode is Mode.PREVIEW:
            self._text_search.stop()
            self._search.tell("")
            self.preview.show_body(body)
            self.setCurrentWidget(self.preview)
        else:
            self.setCurrentWidget(self.view)
            self._show_rows(body, mode)

    def _show_tree(self, body: Body, naming: Naming) -> None:
        try:
            self.tree.show_body(body, naming)
        except NotJson as error:
            self.unreadable.emit(tr("The body cannot be read as JSON: {why}", why=error))
        else:
            self.setCurrentWidget(self.tree)
            self.look_for(self._search.searches_for)

    def _show_rows(self, body: Body, mode: Mode) -> None:
        if mode is Mode.PRETTY:
            pretty(body, self._helper, self._show_pretty, self.unreadable.emit)
            return
        if mode is Mode.HEX:
            self.view.set_rows(HexRows(body.data), None)
        else:
            self.view.set_rows(TextRows(body.data, body.charset), _highlighter(body))
        self.look_for(self._search.searches_for)

    def _show_pretty(self, data: Bytes, goes_on: bool) -> None:
        if self._mode is Mode.PRETTY:
            rows = JsonRows(data, self._count, self.view.viewport().update)
            self.view.set_rows(rows, Highlighter("json"), keep=goes_on)
            self.look_for(self._search.searches_for)

    def _count(self, path: Path, then: Callable[[int], None]) -> None:
        """Count the items of a long list, beside the window; what cannot be counted is not."""
        body = self._body
        if body is None or body.path is None:
            return

        def answered(answer: Answer) -> None:
            if body is self._body and not answer.error:
                then(answer.total)

        self._helper.ask(Children(file=body.path, path=path, start=0, count=0), answered)

    def look_for(self, text: str) -> None:
        """Look for a text in what is shown; empty for nothing."""
        if self._body is None:
            return
        if self._mode is Mode.TREE:
            self._text_search.stop()
            self._tree_search.look_for(self._body, text)
        elif self._mode is not Mode.PREVIEW:
            self._tree_search.stop()
            self._text_search.look_for(text)

    def walk(self, step: int) -> None:
        """Go to the next (1) or previous (-1) place of what was looked for."""
        if self._mode is Mode.TREE:
            self._tree_search.walk(step)
        else:
            self._text_search.walk(step)

    def copy_value(self, path: Path) -> None:
        """Copy the value at a path of a JSON body."""
        if self._body is not None:
            source = source_of(self._body, self._helper, self.notice.emit)
            source.value(path, lambda json: to_clipboard(plain_value(json)))

    def current_path(self) -> Path | None:
        """The path to the value that is chosen, or that the caret stands in."""
        if self._body is None or self._body.nature is not Nature.JSON:
            return None
        if self._mode is Mode.TREE:
            return self.tree.current_path()
        caret = self.view.selection.caret
        if self._mode is Mode.PRETTY:
            return path_of_row(self.view.rows, caret.row)
        return path_of_spot(self.view.rows, caret) if self._mode is Mode.RAW else None


def _highlighter(body: Body) -> Highlighter | None:
    name = "json" if body.nature is Nature.JSON else lexer_name(body.media_type)
    return Highlighter(name) if name else None
