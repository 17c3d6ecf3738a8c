"""What differs between two runs, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from builder.document.history_words import rows_text, when_text
from builder.history.comparison import StepComparison
from builder.history.entries import RunEntry
from builder.look.language import tr, tr_count
from builder.model.amounts import duration_text
from builder.model.events import StepFinished
from builder.model.json_diff import ADDED, REMOVED, Difference
from builder.model.json_text import JsonError, compact

EQUAL = "same"
SHOWN = 300
"""Characters of a value that are shown; the tooltip has more."""


class ComparisonView(QWidget):
    """A tree: the steps, and below each the places that differ, before and after."""

    def __init__(
        self,
        before: RunEntry,
        after: RunEntry,
        steps: Sequence[StepComparison],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.summary = QLabel(summary(steps), self, wordWrap=True)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(tr("Differences"))
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels([tr("Where"), _run_text(before), _run_text(after)])
        self.tree.setColumnWidth(0, 320)
        self.tree.setColumnWidth(1, 260)
        for step in steps:
            item = _step_item(step)
            self.tree.addTopLevelItem(item)
            item.setExpanded(bool(step.found))  # only possible once it is in the tree
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.tree, 1)


def summary(steps: Sequence[StepComparison]) -> str:
    """How much differs, in a sentence."""
    other = [step for step in steps if step.found]
    if not other:
        return tr("Both runs did the same. Times are not compared.")
    count = sum(len(step.found) for step in other)
    return tr(
        "{n} of {total} steps differ, in {places}. Times are not compared.",
        n=len(other),
        total=len(steps),
        places=tr_count("{n:,} place", "{n:,} places", count),
    )


def _run_text(entry: RunEntry) -> str:
    words = [when_text(entry.started), rows_text(entry), tr(entry.status)]
    return " · ".join(word for word in words if word)


def _step_item(step: StepComparison) -> QTreeWidgetItem:
    title = f"{step.step} · {step.name}" if step.name else tr("Step {n}", n=step.step)
    item = QTreeWidgetItem([title, _ending(step.before), _ending(step.after)])
    if not step.found:
        item.setText(0, f"{title} ({tr(EQUAL)})")
    for difference in step.found:
        item.addChild(_difference_item(difference))
    return item


def _difference_item(difference: Difference) -> QTreeWidgetItem:
    before = "—" if difference.kind == ADDED else _value_text(difference.before)
    after = "—" if difference.kind == REMOVED else _value_text(difference.after)
    item = QTreeWidgetItem([difference.place or tr("(all)"), before[:SHOWN], after[:SHOWN]])
    for column, text in enumerate((f"{difference.place}: {tr(difference.kind)}", before, after)):
        item.setToolTip(column, text)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item


def _ending(event: StepFinished | None) -> str:
    if event is None:
        return tr("not reached")
    words = event.summary or tr(event.status.value)
    return f"{words} · {duration_text(event.duration)}"


def _value_text(value: object) -> str:
    try:
        return compact(value)
    except JsonError:
        return tr("(nested too deep to be shown)")
