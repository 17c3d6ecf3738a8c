"""The canvas as a screen reader meets it: the buttons on it, then the steps in reading order.

Nothing here exists until an assistive technology asks for it. Then each step it looks at gets an
accessible object, made from the step and the layout, never from what is painted. Qt's cache owns
these objects by their id; they go with the canvas.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from builder.canvas.scene import card_of
from builder.canvas.speech import spoken_step
from builder.canvas.view import CanvasView
from builder.look.painted_part import PaintedPart, let_go
from builder.model.step import Step
from builder.model.workflow import walk

PRESS = "Press"


class StepAccess(PaintedPart):
    """One step of the canvas. What is inside its branches comes after it."""

    def __init__(self, canvas: CanvasAccess, number: int) -> None:
        super().__init__(canvas, canvas.view, QAccessible.Role.ListItem)
        self._canvas, self.number = canvas, number

    def isValid(self) -> bool:
        """Whether the step is still there."""
        return self._canvas.step(self.number) is not None

    def text(self, kind: QAccessible.Text) -> str:
        """What is spoken."""
        step = self._canvas.step(self.number)
        if step is None or kind is not QAccessible.Text.Name:
            return ""
        picture = self._canvas.view.picture
        return spoken_step(step, picture, picture.inside(step))

    def rect(self) -> QRect:
        """Where the card is on the screen, in sight or not."""
        return self._canvas.place(self.number)

    def state(self) -> QAccessible.State:
        """Whether it is selected, and whether the keyboard is on it."""
        state = QAccessible.State()
        view = self._canvas.view
        state.focusable = state.selectable = state.multiSelectable = True
        state.selected = self.number in view.document.selected
        state.focused = view.hasFocus() and view.document.current == self.number
        return state

    def actionNames(self) -> list[str]:
        """One action."""
        return [PRESS]

    def keyBindingsForAction(self, name: str) -> list[str]:
        """Enter presses a step."""
        return ["Return"] if name == PRESS else []

    def doAction(self, name: str) -> None:
        """Select the step and open its panel."""
        if name == PRESS and self.isValid():
            self._canvas.view.document.select([self.number])
            self._canvas.view.step_activated.emit(self.number)


class CanvasAccess(QAccessibleWidget):
    """The canvas: the widgets on it, then its steps."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self.view = view
        self._made: dict[int, tuple[StepAccess, int]] = {}
        self._workflow: object = None
        self._steps: dict[int, Step] = {}
        self._order: tuple[int, ...] = ()
        view.destroyed.connect(self._forget)

    def step(self, number: int) -> Step | None:
        """The step with that number, as it is now."""
        self._read()
        return self._steps.get(number)

    def place(self, number: int) -> QRect:
        """Where a step's card is on the screen."""
        card = card_of(self.view.layout_now, number)
        if card is None:
            return QRect()
        left, top, right, bottom = card.area
        start, end = self.view.camera.to_view(left, top), self.view.camera.to_view(right, bottom)
        here = QRectF(QPointF(*start), QPointF(*end)).toAlignedRect()
        return here.translated(self.view.mapToGlobal(QPoint(0, 0)))

    def childCount(self) -> int:
        """Widgets and steps."""
        self._read()
        return super().childCount() + len(self._order)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A widget or a step."""
        self._read()
        widgets = super().childCount()
        if index < widgets:
            return super().child(index)
        row = index - widgets
        return self._access(self._order[row]) if row < len(self._order) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Where a widget or step stands."""
        if not isinstance(child, StepAccess):
            return super().indexOfChild(child)
        return self.index_of(child.number)

    def index_of(self, number: int) -> int:
        """Where a step stands; -1 when it is not there."""
        self._read()
        if number not in self._steps:
            return -1
        return super().childCount() + self._order.index(number)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The step the keyboard is on."""
        current = self.view.document.current
        if not self.view.hasFocus() or current is None or self.step(current) is None:
            return super().focusChild()
        return self._access(current)

    def _read(self) -> None:
        """Take over the document's steps; once per workflow."""
        workflow = self.view.document.workflow
        if self._workflow is workflow:
            return
        self._workflow = workflow
        self._steps = {step.number: step for step in walk(workflow)}
        self._order = tuple(self._steps)
        for number in self._made.keys() - self._steps.keys():
            let_go(*self._made.pop(number))

    def _access(self, number: int) -> StepAccess:
        if number not in self._made:
            access = StepAccess(self, number)
            self._made[number] = access, QAccessible.registerAccessibleInterface(access)
        return self._made[number][0]

    def _forget(self) -> None:
        while self._made:
            let_go(*self._made.popitem()[1])


def tell_focus(view: CanvasView) -> None:
    """Say that the keyboard went to the selected step."""
    access = QAccessible.queryAccessibleInterface(view)
    current = view.document.current
    if not isinstance(access, CanvasAccess) or current is None:
        return
    event = QAccessibleEvent(view, QAccessible.Event.Focus)
    event.setChild(access.index_of(current))
    QAccessible.updateAccessibility(event)


def access_of(thing: QObject) -> QAccessibleInterface | None:
    """The accessible object of a canvas, made anew; None for anything else."""
    return CanvasAccess(thing) if isinstance(thing, CanvasView) else None
