"""Searching a tree: the helper process finds the places, the tree opens down to each."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from builder.look.language import tr
from builder.viewer.body import Body
from builder.viewer.finding import COUNTED
from builder.viewer.helper import Helper
from builder.viewer.questions import Answer, Find, Path
from builder.viewer.search_bar import SearchBar, found_text
from builder.viewer.tree_view import TreeView

PAUSE = 250
"""Milliseconds without typing before the helper process is asked."""
SECONDS = 30.0
"""How long it may take."""


class TreeSearch(QObject):
    """Finds the text of the bar in the keys and values of the document the tree shows."""

    def __init__(self, tree: TreeView, bar: SearchBar, helper: Helper) -> None:
        super().__init__(tree)
        self._tree = tree
        self._bar = bar
        self._helper = helper
        self._body: Body | None = None
        self._text = ""
        self._places: tuple[Path, ...] = ()
        self._total = 0
        self._place = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)

    def look_for(self, body: Body, text: str) -> None:
        """Look for a text; empty for nothing."""
        self.stop()
        self._body, self._text = body, text
        self._bar.tell("…" if text else "")
        if text:
            self._pause.start()

    def stop(self) -> None:
        """Look for nothing, and say nothing."""
        self._pause.stop()
        self._body, self._text, self._places, self._total = None, "", (), 0

    def walk(self, step: int) -> None:
        """Choose the next (1) or previous (-1) place, round the end."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()
        elif self._places:
            self._show((self._place + step) % len(self._places))

    def _ask(self) -> None:
        body, text = self._body, self._text
        if body is None:
            return
        try:
            question = Find(file=self._helper.file_of(body), text=text)
        except OSError as error:
            self._tree.notice.emit(tr("The body cannot be searched: {why}", why=error.strerror))
            return

        def found(answer: Answer) -> None:
            if body is self._body and text == self._text:
                self._found(answer)

        self._helper.ask(question, found, SECONDS)

    def _found(self, answer: Answer) -> None:
        if answer.error:
            self._bar.tell("")
            self._tree.notice.emit(answer.error)
            return
        self._places, self._total = answer.places, answer.total
        if self._places:
            self._show(0)
        else:
            self._bar.tell(found_text(0, None, sure=True))

    def _show(self, place: int) -> None:
        self._place = place
        self._bar.tell(found_text(self._total, place, sure=self._total < COUNTED), walks=True)
        text = self._text
        self._tree.reveal(self._places[place], lambda: self._place == place and self._text == text)
