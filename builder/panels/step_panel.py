"""The panel at the right: everything about the selected step, edited in place.

There is no Save: what is typed is in the document at once and can be undone. The panel follows the
document's signals and never edits inside one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from builder.document.commands import change_trigger
from builder.document.document import Change, Document
from builder.document.item_choice import ItemChoice
from builder.forms.context import FormContext
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.edit import replace_step
from builder.model.problem import Problem
from builder.model.step import Step
from builder.model.ui import notes
from builder.model.workflow import find
from builder.panels.item_bar import ItemBar
from builder.panels.merge_end import MergeEnd
from builder.panels.step_carets import StepCarets
from builder.panels.step_footer import LastTest, Standing, StepFooter
from builder.panels.step_forms import StepForms
from builder.panels.step_header import StepHeader

if TYPE_CHECKING:
    from builder.forms.form import Form

NOTHING = "Select a step to see and edit it here.\n\nClick a + on the canvas to add one."
SEVERAL = "{count} steps selected.\n\nSelect one of them to edit it."


class SecretOffer(msgspec.Struct, frozen=True):
    """The user wants a typed literal to become a secret variable.

    Attributes:
        step: Number of the step.
        place: Dotted place of the password-like field in it ("auth.token").
        text: The literal.
    """

    step: int
    place: str
    text: str

    def __repr__(self) -> str:
        return f"SecretOffer({self.step}, {self.place!r})"


def _nothing_known(_: int) -> tuple[Standing, Sequence[ItemChoice]]:
    return Standing(), ()


class StepPanel(QWidget):
    """Shows and edits the one selected step.

    Signals:
        test_requested: Number of the step to test.
        preview_requested: Number of the step whose request is wanted without sending it.
        menu_requested: Number of the step, and where its menu goes in global coordinates.
        sent_requested: Number of the step whose sent request is wanted.
        secret_offered: A `SecretOffer`.
        run_asked: Number of the step, and what is wanted of runs, as `StepFooter.asked`.
        item_chosen: Number of a Fan Out and the index of the item to look at.
    """

    test_requested = Signal(int)
    preview_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    sent_requested = Signal(int)
    secret_offered = Signal(object)
    run_asked = Signal(int, str)
    item_chosen = Signal(int, int)

    def __init__(
        self,
        document: Document,
        context: FormContext,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Step"))
        self._document = document
        self._context = context
        self._step: Step | None = None
        self._own_edit = False
        self._problems: dict[int, dict[str, str]] = {}
        self._last: dict[int, LastTest] = {}
        self._triggers: dict[str, Step] = {}
        self.form: Form | None = None
        self.header = StepHeader(look, self)
        self.footer = StepFooter(look, self)
        self.items = ItemBar(look, self)
        self.standing: Callable[[int], tuple[Standing, Sequence[ItemChoice]]] = _nothing_known
        self.forms = StepForms(context, self)
        self.empty = QLabel(tr(NOTHING), self)
        self._lay_out()
        self._connect()
        self._selection_changed(document.selected)

    def _lay_out(self) -> None:
        self.empty.setProperty("muted", True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(32, 0, 32, 0)
        self.rule = QFrame(self)
        self.rule.setProperty("rule", True)
        self.rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.header)
        column.addWidget(self.items)
        column.addWidget(self.forms, 1)
        column.addWidget(self.rule)
        column.addWidget(self.footer)
        self.setMinimumWidth(340)

    def _connect(self) -> None:
        self._document.changed.connect(self._changed)
        self._document.selection_changed.connect(self._selection_changed)
        self.header.renamed.connect(self._renamed)
        self.header.kind_chosen.connect(self._kind_chosen)
        self.header.test_requested.connect(partial(self._tell, self.test_requested))
        self.header.preview_requested.connect(partial(self._tell, self.preview_requested))
        self.header.menu_requested.connect(partial(self._tell, self.menu_requested))
        self.footer.sent_requested.connect(partial(self._tell, self.sent_requested))
        self.footer.asked.connect(partial(self._tell, self.run_asked))
        self.items.chosen.connect(self.item_chosen)
        self.forms.edited.connect(self._field_edited)
        self.forms.secret_offered.connect(self._offered)
        self._merging = MergeEnd(document=self._document, panel=self)
        self._carets = StepCarets(self, self._bring_into_sight)

    @property
    def number(self) -> int | None:
        """Number of the step that is shown, or None."""
        return self._step.number if self._step else None

    def _selection_changed(self, numbers: tuple[int, ...]) -> None:
        step = find(self._document.workflow, numbers[0]) if len(numbers) == 1 else None
        self.empty.setText(tr(SEVERAL, count=len(numbers)) if len(numbers) > 1 else tr(NOTHING))
        self._show(step)
        self._carets.arrive(self.number)

    def _changed(self, change: Change) -> None:
        if self._own_edit:
            return
        if self._step is not None:
            self._show(find(change.after, self._step.number))
        if self._carets.follow(change, self.number):
            QTimer.singleShot(0, self, self._document.end_merge)  # once the undo is through

    def _bring_into_sight(self, widget: QWidget) -> None:
        if self.form is not None:
            self.form.bring_into_sight(widget)

    def _show(self, step: Step | None) -> None:
        if step is self._step and step is not None:
            return
        self._step = step
        for widget in (self.header, self.forms):
            widget.setVisible(step is not None)
        self.empty.setVisible(step is None)
        self.refresh()
        if step is None:
            return
        self._context.variables.look_from(step.number)
        self.header.show_step(step)
        self.form = self.forms.form_for(type(step))
        self.form.set_value(step)
        self.form.set_problems(self._problems.get(step.number, {}))
        self.forms.setCurrentWidget(self.form)

    def _field_edited(self, fields: dict[str, Any], place: str) -> None:
        if self.form is not None and isinstance(self.form.value, Step):
            label = tr(notes(type(self.form.value), next(iter(fields))).label or "step")
            self._edit(tr("Edit {name}", name=label), self.form.value, place)

    def _renamed(self, name: str) -> None:
        if self._step is not None:
            self._edit(tr("Rename step"), self._step.model_copy(update={"name": name}), "")

    def _kind_chosen(self, kind: str) -> None:
        """Start the workflow in another way; what was entered for the old one is remembered."""
        before = self._document.workflow.trigger
        self._triggers[before.kind] = before
        change_trigger(self._document, kind, self._triggers.get(kind))

    def _edit(self, text: str, after: Step, place: str) -> None:
        """Put the changed step into the document.

        The step is known, so neither the edit nor the change that follows has to look for it in a
        workflow of thousands.
        """
        number, before = after.number, self._document.workflow
        workflow = replace_step(before, number, after)
        undo_steps = self._document.history.index()
        self._step = after
        self._own_edit = True
        try:
            self._document.edit(text, workflow, f"{number}.{place}" if place else "")
        finally:
            self._own_edit = False
        merged = self._document.history.index() == undo_steps
        self._carets.note(before, workflow, number, merged)
        self.header.show_step(self._step)
        if self.form is not None:
            self.form.set_value(self._step)
        if self.items.isVisible():
            self.refresh()

    def set_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong at the fields; the whole list each time."""
        found: dict[int, dict[str, str]] = {}
        for problem in problems:
            if problem.step is not None:
                found.setdefault(problem.step, {})[problem.field] = problem.message
        self._problems = found
        if self._step is not None and self.form is not None:
            self.form.set_problems(found.get(self._step.number, {}))

    def set_last(self, number: int, last: LastTest | None) -> None:
        """Say how the last test of a step went; None for a step that was never tested."""
        if last is None:
            self._last.pop(number, None)
        else:
            self._last[number] = last
        if number == self.number:
            self.refresh()

    def refresh(self) -> None:
        """Show anew what is known of the step's runs: last test, pin, items."""
        number = self.number
        self.footer.setVisible(number is not None)
        self.rule.setVisible(number is not None)
        if number is None:
            self.items.show_choices(())
            return
        standing, choices = self.standing(number)
        self.items.show_choices(choices)
        self.footer.show_last(self._last.get(number), standing)

    def rename(self) -> None:
        """Put the caret into the step's name."""
        if self._step is not None:
            self.header.rename()

    def reveal(self, place: str) -> None:
        """Show the field a dotted place lies in and give it focus."""
        if self.form is not None:
            self.form.reveal(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames."""
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)

    def _tell(self, signal: SignalInstance, *more: QPoint | str) -> None:
        if self.number is not None:
            signal.emit(self.number, *more)

    def _offered(self, place: str, text: str) -> None:
        if self.number is not None:
            self.secret_offered.emit(SecretOffer(self.number, place, text))
