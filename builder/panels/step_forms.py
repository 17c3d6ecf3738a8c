"""The forms of the step panel: one for each kind of step, made when a step of the kind is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from builder.forms.context import FormContext
from builder.model.step import Step

if TYPE_CHECKING:
    from builder.forms.form import Form


class StepForms(QStackedWidget):
    """Keeps the forms; showing another step of a known kind makes no widgets.

    Signals:
        edited: The changed fields of the form in use, and what joins edits, as `Form.edited`.
        secret_offered: Place and text of a literal that is to be a secret, as `Form`'s.
    """

    edited = Signal(object, str)
    secret_offered = Signal(str, str)

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._made: dict[type[Step], Form] = {}

    def form_for(self, kind: type[Step]) -> Form:
        """The form for steps of a kind."""
        form = self._made.get(kind)
        if form is None:
            from builder.forms.form import Form

            form = self._made[kind] = Form(self._context, kind, self)
            self.addWidget(form)
            form.edited.connect(self.edited)
            form.secret_offered.connect(self.secret_offered)
        return form
