"""Two versions of a workflow side by side: the file, a revision in git, or what is open here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from builder.app.compare_rows import CompareRows
from builder.app.compare_versions import DISK, OPEN, Versions
from builder.app.enter_key import leave_enter_to_fields
from builder.look.language import tr, tr_count
from builder.look.naming import name_choice
from builder.look.theme import Look
from builder.model.flow_comparison import Fate, StepPair, compare, note_change, taken
from builder.model.shown_name import shown_name
from builder.model.workflow import Workflow
from builder.storage.workspace import stem

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab

FOLLOW_MS = 250
"""The comparison follows edits when they rest this long."""


class CompareWindow(QDialog):
    """Compares versions of one workflow; the window behind can be used meanwhile.

    Args:
        look: Colours and fonts.
        path: The workflow's file, if it has one.
        tab: Where it is open, if it is.
        parent: The window it belongs to.
    """

    def __init__(self, look: Look, path: Path | None, tab: FlowTab | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = stem(path) if path is not None else tab.document.name if tab is not None else ""
        self.setWindowTitle(tr("Versions of “{name}”", name=shown_name(name)))
        self.resize(960, 620)
        self._tab = tab
        self._shown: dict[str, Workflow] = {}
        self._pair: StepPair | None = None
        current = None if tab is None else lambda: tab.document.workflow
        self.versions = Versions(path, current, self)
        self.left, self.right = (self._chooser(words) for words in (tr("Left"), tr("Right")))
        self.rows = CompareRows(look, self)
        self.all = QCheckBox(tr("Show steps that are the same"), self)
        self.summary = QLabel(self)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setProperty("muted", True)
        self.take = QPushButton(tr("Take this step over"), self)
        self.take.setToolTip(
            tr("Make the step in the window as the other version has it; undo brings it back")
        )
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._lay_out()
        leave_enter_to_fields(self)
        self._connect()
        self._offer(self.versions.choices)
        self.versions.ask()
        self.compare()

    def _chooser(self, words: str) -> QComboBox:
        chooser = QComboBox(self)
        chooser.setToolTip(tr("Which version stands here"))
        name_choice(chooser, tr("{side} version", side=words))
        chooser.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        return chooser

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.left, 1)
        top.addWidget(QLabel("→", self))
        top.addWidget(self.right, 1)
        bottom.addWidget(self.all)
        bottom.addStretch(1)
        bottom.addWidget(self.summary)
        bottom.addSpacing(12)
        bottom.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.said)
        column.addWidget(self.rows, 1)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.left.activated.connect(lambda _: self.compare())
        self.right.activated.connect(lambda _: self.compare())
        self.all.toggled.connect(self.rows.show_all)
        self.rows.pair_chosen.connect(self._choose)
        self.take.clicked.connect(self._take)
        self.versions.listed.connect(self._offer)
        self.versions.said.connect(self._say)
        self._follow.timeout.connect(self.compare)
        if self._tab is not None:
            self._tab.document.changed.connect(self._follow.start)
            self._tab.file.changed_on_disk.connect(self._follow.start)
            self._tab.destroyed.connect(self.close)

    def _offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Let these versions be chosen; what is chosen stays."""
        first = (DISK, OPEN if self._tab is not None else DISK)
        for chooser, otherwise in zip((self.left, self.right), first, strict=True):
            before = chooser.currentData() or otherwise
            chooser.clear()
            for key, words in choices:
                chooser.addItem(words, key)
            chooser.setCurrentIndex(max(0, chooser.findData(before)))
        if self._tab is None and len(choices) > 1 and self.left.currentData() == DISK:
            self.left.setCurrentIndex(1)
            self.compare()

    def choose(self, left: str, right: str) -> None:
        """Compare two versions, given by their keys."""
        self.left.setCurrentIndex(self.left.findData(left))
        self.right.setCurrentIndex(self.right.findData(right))
        self.compare()

    def compare(self) -> None:
        """Read what is chosen and show how it differs."""
        self._say("")
        self._shown = {}
        self.rows.name_versions(self.left.currentText(), self.right.currentText())
        for side, chooser in (("left", self.left), ("right", self.right)):
            key = chooser.currentData()
            if key:
                self.versions.read(key, partial(self._take_in, side, key))

    def _take_in(self, side: str, key: str, workflow: Workflow) -> None:
        """A version was read; one that is not chosen any more is dropped."""
        chooser = self.left if side == "left" else self.right
        if chooser.currentData() != key:
            return
        self._shown[side] = workflow
        if len(self._shown) == 2:
            self._show(self._shown["left"], self._shown["right"])

    def _show(self, left: Workflow, right: Workflow) -> None:
        pairs = compare(left, right)
        note = note_change(left, right)
        self.rows.show_pairs(pairs, note)
        same = note is None and all(pair.fate is Fate.SAME for pair in pairs)
        self.summary.setText(tr("Both say the same.") if same else ", ".join(_counted(pairs)))

    def _say(self, why: str) -> None:
        self.said.setText(why)
        self.said.setVisible(bool(why))

    def _choose(self, pair: StepPair | None) -> None:
        self._pair = pair
        source = self._source
        self.take.setEnabled(source is not None and _takable(pair))
        gone = pair is not None and (pair.left if source == "left" else pair.right) is None
        out, over = tr("Take this step out"), tr("Take this step over")
        self.take.setText(out if source is not None and gone else over)

    @property
    def _source(self) -> str | None:
        """The side a step can be taken from: the one beside the open workflow."""
        sides = (self.left.currentData(), self.right.currentData())
        if sides.count(OPEN) != 1 or self._tab is None:
            return None
        return "right" if sides[0] == OPEN else "left"

    def _take(self) -> None:
        source, pair = self._source, self._pair
        if source is None or pair is None or self._tab is None or source not in self._shown:
            return
        document = self._tab.document
        wanted = pair.left if source == "left" else pair.right
        after = taken(document.workflow, pair, wanted, self._shown[source])
        if after is not document.workflow:
            document.edit(tr("Take a step of another version"), after)


def _takable(pair: StepPair | None) -> bool:
    """Whether there is something to take; a move alone is not undone step by step."""
    return pair is not None and (bool(pair.fields) or pair.fate in (Fate.ADDED, Fate.REMOVED))


def _counted(pairs: Sequence[StepPair]) -> Iterator[str]:
    """How many steps of each fate there are, those of none left out."""
    counts = Counter(pair.fate for pair in pairs)
    if n := counts[Fate.ADDED]:
        yield tr_count("{n} added", "{n} added", n)
    if n := counts[Fate.REMOVED]:
        yield tr_count("{n} removed", "{n} removed", n)
    if n := counts[Fate.CHANGED]:
        yield tr_count("{n} changed", "{n} changed", n)
    if n := counts[Fate.MOVED]:
        yield tr_count("{n} moved", "{n} moved", n)
