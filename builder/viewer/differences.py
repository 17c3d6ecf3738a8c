"""What differs between how a step ended and how it ended in another run."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from builder.look.language import tr, tr_count
from builder.look.theme import Look
from builder.model.event_json import encode
from builder.model.events import StepFinished
from builder.model.json_diff import LIMIT
from builder.viewer.filtered_pairs import FilteredPairs
from builder.viewer.helper import Helper
from builder.viewer.questions import Answer, Compare

SECONDS = 30.0
"""How long the comparison may take."""
HEADINGS = ("Where", "Change", "Before", "Now")
MOST = 300
"""Places that are listed."""


class Differences(QWidget):
    """A row a place, before and now; the helper process compares.

    Signals:
        counted: How many places differ.
    """

    counted = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.helper = Helper(self)
        self._asked = 0
        self.about = QLabel(wordWrap=True)
        self.about.setProperty("muted", True)
        self.about.setContentsMargins(16, 8, 16, 4)
        self.rows = FilteredPairs(look, HEADINGS, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.about)
        column.addWidget(self.rows, 1)

    def show_between(self, before: StepFinished | None, after: StepFinished, name: str) -> None:
        """Show what differs; `name` is what the run before is called."""
        self._asked += 1
        asked = self._asked
        self.about.setText(tr("Compared with {run}", run=name))
        self.counted.emit(0)
        if before is None:
            self.rows.say(tr("That run did not reach this step."))
            return
        self.rows.say(tr("Comparing…"))

        def answered(answer: Answer) -> None:
            if asked == self._asked:
                self._show(answer, name)

        question = Compare(before=encode(before).decode(), after=encode(after).decode())
        self.helper.ask(question, answered, SECONDS)

    def _show(self, answer: Answer, name: str) -> None:
        if answer.error:
            self.rows.say(answer.error)
            return
        if not answer.differences:
            self.rows.say(tr("Both are the same. Times are not compared."))
            return
        count = len(answer.differences)
        words = tr_count(
            "{n:,} place differs from {run}", "{n:,} places differ from {run}", count, run=name
        )
        if count > MOST:
            words = tr(
                "The first {n} of {total} places that differ from {run}",
                n=MOST,
                total=f"{count:,}" + "+" * (count >= LIMIT),
                run=name,
            )
        self.about.setText(words)
        self.counted.emit(count)
        self.rows.show_rows(
            [
                (place or tr("(all)"), tr(kind), before, after)
                for place, kind, before, after in answer.differences[:MOST]
            ]
        )
