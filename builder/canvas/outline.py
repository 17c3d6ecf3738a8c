"""The flow as an outline: the canvas for screen readers, and a quick way through long flows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from builder.canvas.speech import spoken_step
from builder.document.document import Change, Document
from builder.document.step_names import shown_title
from builder.document.step_state import States
from builder.forms.tip import tip
from builder.look.language import tr
from builder.model.step import Branch, Step
from builder.model.workflow import Place, Workflow, ancestors, children

Index = QModelIndex | QPersistentModelIndex
Steps = tuple[Step, ...]
NOWHERE = QModelIndex()
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COMMANDS = (Qt.Key.Key_Delete, Qt.Key.Key_Insert)
"""Keys without Ctrl or Alt that the outline hands to the canvas; letters search the outline."""


def _no_command(_: QKeyEvent) -> bool:
    return False


@dataclass(slots=True, eq=False)
class Node:
    """A step, or one branch of a step; what it holds is looked up when asked for."""

    step: Step
    branch: Branch | None
    parent: Node | None
    row: int
    inside: list[Node] | None = field(default=None)


class OutlineModel(QAbstractItemModel):
    """Steps in reading order; a step with branches holds its branches, those hold their steps.

    Attributes:
        states: How far each step of the last run got.
        breakpoints: Numbers of the steps before which a run waits.
        pinned: Numbers of the steps whose output is pinned.
        problems: What is wrong, by number.
        mark: Stands before a step with problems.
    """

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.states: States = {}
        self.breakpoints: frozenset[int] = frozenset()
        self.pinned: frozenset[int] = frozenset()
        self.problems: Mapping[int, str] = {}
        self.mark = QIcon()
        self._alive: dict[int, Node] = {}
        self._workflow = document.workflow
        self._top: list[Node] | None = None
        document.changed.connect(self._changed)

    def set_states(self, states: States) -> None:
        """Say how far each step of a run got."""
        self.states = states
        if self._top is not None:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._top) - 1, 0))

    def set_marks(self, breakpoints: frozenset[int], pinned: frozenset[int]) -> None:
        """Say before which steps runs pause, and which outputs are pinned."""
        self.breakpoints, self.pinned = breakpoints, pinned

    def set_problems(self, problems: Mapping[int, str]) -> None:
        """Say what is wrong with each step, by number."""
        self.problems = problems

    def step_at(self, index: Index) -> Step | None:
        """The step at an index; for a branch the step it belongs to."""
        return self._node(index).step if index.isValid() else None

    def place_at(self, index: Index) -> Place | None:
        """The gap at the start of a branch; None for a step."""
        node = self._node(index) if index.isValid() else None
        if node is None or node.branch is None:
            return None
        return Place(node.step.number, node.branch.field, 0)

    def index_of(self, workflow: Workflow, number: int) -> QModelIndex:
        """Where a step stands; invalid when it is not there."""
        index = NOWHERE
        for step, branch in ancestors(workflow, number):
            index = self._child(self._child(index, step.number, ""), step.number, branch)
        return self._child(index, number, "")

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """The index of a row."""
        inside = self._inside(parent)
        if column or not 0 <= row < len(inside):
            return QModelIndex()
        return self.createIndex(row, 0, id(inside[row]))

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """The step or branch around."""
        above = self._node(index).parent if index.isValid() else None
        return self.createIndex(above.row, 0, id(above)) if above else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many steps or branches it holds."""
        return len(self._inside(parent))

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is shown, and what a screen reader says."""
        if not index.isValid():
            return None
        node = self._node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            if node.branch:
                return tr(node.branch.label)
            return f"{node.step.number}  {shown_title(node.step)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node)
        if role == Qt.ItemDataRole.DecorationRole:
            return self.mark if not node.branch and node.step.number in self.problems else None
        if role == Qt.ItemDataRole.ToolTipRole and not node.branch:
            parts = (node.step.summary(), self.problems.get(node.step.number), node.step.note)
            return tip("\n".join(part for part in parts if part)) or None
        return None

    def _spoken(self, node: Node) -> str:
        if node.branch:
            label, number = tr(node.branch.label), node.step.number
            branch = tr("Branch {name} of step {n}", name=label, n=number)
            return branch if self._held(node) else f"{branch}, {tr('empty')}"
        return spoken_step(node.step, self)

    def _changed(self, change: Change) -> None:
        self._workflow = change.after
        if self._top is None or self._refresh(self._top, _all(change.after)):
            return
        self.beginResetModel()
        self._alive.clear()
        self._top = None
        self.endResetModel()

    def _refresh(self, nodes: list[Node], steps: Steps) -> bool:
        """Take over steps whose fields changed; False when the outline itself is another one."""
        if len(nodes) != len(steps):
            return False
        for node, step in zip(nodes, steps, strict=True):
            if node.step is step:
                continue
            if node.step.number != step.number or node.step.branches != step.branches:
                return False
            node.step = step
            index = self.createIndex(node.row, 0, id(node))
            self.dataChanged.emit(index, index)
            for inner in node.inside or ():
                inner.step = step
                held = children(step, inner.branch.field) if inner.branch else ()
                if inner.inside is not None and not self._refresh(inner.inside, held):
                    return False
        return True

    def _keep(self, nodes: Iterable[Node]) -> list[Node]:
        """Qt refers to nodes by their id: hold on to them until the next reset."""
        kept = list(nodes)
        self._alive.update((id(node), node) for node in kept)
        return kept

    def _node(self, index: Index) -> Node:
        return self._alive[index.internalId()]

    def _inside(self, parent: Index) -> list[Node]:
        if parent.isValid():
            return self._held(self._node(parent))
        if self._top is None:
            steps = enumerate(_all(self._workflow))
            self._top = self._keep(Node(step, None, None, row) for row, step in steps)
        return self._top

    def _held(self, node: Node) -> list[Node]:
        if node.inside is None:
            if node.branch:
                steps = children(node.step, node.branch.field)
                node.inside = self._keep(Node(s, None, node, row) for row, s in enumerate(steps))
            else:
                node.inside = self._keep(
                    Node(node.step, branch, node, row)
                    for row, branch in enumerate(node.step.branches)
                )
        return node.inside

    def _child(self, parent: Index, number: int, branch: str) -> QModelIndex:
        for node in self._inside(parent):
            if node.step.number == number and (node.branch.field if node.branch else "") == branch:
                return self.createIndex(node.row, 0, id(node))
        return QModelIndex()


def _all(workflow: Workflow) -> Steps:
    return (workflow.trigger, *workflow.steps)


class OutlineView(QTreeView):
    """The outline beside the canvas: selecting here selects there, and the other way round.

    Signals:
        step_activated: Number of a step to edit (Enter or a double click).
        place_wanted: A `Place` in a branch where a step is to be added (Insert).

    Attributes:
        commands: Does what a key stands for on the canvas; False for keys that mean nothing there.
    """

    step_activated = Signal(int)
    place_wanted = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.commands: Callable[[QKeyEvent], bool] = _no_command
        self.outline = OutlineModel(document, self)
        self.setModel(self.outline)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setProperty("plain", True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Outline of the workflow"))
        self.outline.modelReset.connect(self._renewed)
        self.activated.connect(self._activated)
        self.selectionModel().currentChanged.connect(self._walked)
        document.selection_changed.connect(self._follow)

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+F from the window: as on the canvas it finds steps."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        find = QKeySequence.StandardKey.Find
        if is_asked and isinstance(event, QKeyEvent) and event.matches(find):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with the current step what the same keys do on the canvas; the others walk."""
        index = self.currentIndex()
        place = self.outline.place_at(index) if event.key() == Qt.Key.Key_Insert else None
        if place is not None:
            self.place_wanted.emit(place)
            return
        held = event.modifiers() & (CONTROL | ALT)
        if (held or event.key() in COMMANDS) and self.commands(event):
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Open all branches; while hidden nothing is looked up."""
        super().showEvent(event)
        self._renewed()

    def _renewed(self) -> None:
        if self.isVisible():
            self.expandAll()
            self._follow(self._document.selected)

    def _activated(self, index: QModelIndex) -> None:
        step = self.outline.step_at(index)
        if step is not None:
            self.step_activated.emit(step.number)

    def _walked(self, index: QModelIndex) -> None:
        step = self.outline.step_at(index)
        if step is not None and self.hasFocus():
            self._document.select([step.number])

    def _follow(self, numbers: tuple[int, ...]) -> None:
        current = self.outline.step_at(self.currentIndex())
        here = current.number if current is not None else None
        if not self.isVisible() or not numbers or here == numbers[-1]:
            return
        index = self.outline.index_of(self._document.workflow, numbers[-1])
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
