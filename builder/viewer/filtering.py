"""Filtering a JSON body by a JSONPath: the helper process writes the matches to another body."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from builder.look.language import tr
from builder.model.http import BodyRecord
from builder.viewer.body import Body, open_body
from builder.viewer.helper import Helper
from builder.viewer.questions import Answer, Filter, Path

PAUSE = 350
"""Milliseconds without typing before the expression is evaluated."""
SECONDS = 60.0
"""How long it may take."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a JSONPath selected.

    Attributes:
        body: A list of the values.
        places: Where each stands in the whole body.
        total: How many there are; more than `places` when there are very many.
        expression: The JSONPath as it was read.
    """

    body: Body
    places: tuple[Path, ...]
    total: int
    expression: str


class Filtering(QObject):
    """Evaluates what is typed, after a pause.

    Signals:
        found: What came of the last expression (`Matches`).
        failed: Why nothing did.
        began: An expression is being evaluated.
    """

    found = Signal(object)
    failed = Signal(str)
    began = Signal()

    def __init__(self, helper: Helper, parent: QObject) -> None:
        super().__init__(parent)
        self._helper = helper
        self._body: Body | None = None
        self._expression = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)

    def filter(self, body: Body, expression: str) -> None:
        """Evaluate an expression on a body, unless another one follows at once."""
        self._body, self._expression = body, expression
        self._pause.start()

    def stop(self) -> None:
        """Forget the expression."""
        self._body, self._expression = None, ""
        self._pause.stop()

    def hurry(self) -> None:
        """Evaluate now what waits for the end of the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def _ask(self) -> None:
        body, expression = self._body, self._expression
        if body is None:
            return
        self._helper.drop()
        try:
            file, target = self._helper.file_of(body), self._helper.new_file()
        except OSError as error:
            self.failed.emit(tr("The body cannot be filtered: {why}", why=error.strerror))
            return

        def answered(answer: Answer) -> None:
            if body is self._body and expression == self._expression:
                self._answered(answer, target)

        self.began.emit()
        self._helper.ask(Filter(file=file, target=target, expression=expression), answered, SECONDS)

    def _answered(self, answer: Answer, target: str) -> None:
        if answer.error:
            self.failed.emit(answer.error)
            return
        try:
            body = open_body(BodyRecord(media_type="application/json", path=target))
        except OSError as error:
            self.failed.emit(tr("The matches cannot be read: {why}", why=error.strerror))
            return
        self.found.emit(Matches(body, answer.places, answer.total, answer.text))
