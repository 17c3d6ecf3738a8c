"""The fields of a model on one page: sections with headings, labels, and fields side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from msgspec.structs import replace
from pydantic import BaseModel
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from builder.forms.choice_field import ChoiceField
from builder.forms.context import FormContext
from builder.forms.family_field import ModelField
from builder.forms.field import ALONE, Field, Several, inside
from builder.forms.fields import make_field
from builder.forms.number_field import NumberField
from builder.forms.switch_field import SwitchField
from builder.look.language import tr
from builder.model.step import Step
from builder.model.ui import Editor, Ui, notes

SECTION_GAP = 18
FIELD_GAP = 10


def editable(model: type[BaseModel]) -> tuple[str, ...]:
    """Names of the fields a form shows: a model's own, late ones, those of every step last."""
    shared = set(Step.model_fields) if issubclass(model, Step) else set()
    shown = [n for n in model.model_fields if notes(model, n).editor is not Editor.HIDDEN]
    return tuple(sorted(shown, key=lambda name: (name in shared, notes(model, name).late)))


def make_page(
    context: FormContext, label: str, model: type[BaseModel], parent: QWidget | None = None
) -> Page | None:
    """A page with all fields of a model; None when it has none to edit."""
    names = editable(model)
    return Page(context, model, names, label, parent) if names else None


class Heading(QWidget):
    """The name of a section, a count, and what the section offers at the right."""

    def __init__(self, text: str, strong: bool, parent: QWidget) -> None:
        super().__init__(parent)
        name = QLabel(text, self)
        name.setProperty("heading" if strong else "muted", True)
        name.setProperty("small", True)
        self.count = QLabel(self)
        self.count.setProperty("muted", True)
        self.count.setProperty("small", True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(name)
        self.row.addWidget(self.count)
        self.row.addStretch(1)
        self.row.addStrut(26 if strong else 22)  # at least; a choice in it needs more

    def take(self, field: Field) -> None:
        """Show a field's count, and its offer at the right."""
        field.counted.connect(self.count.setText)
        offer = field.heading_widget()
        if offer is not None:
            self.row.addWidget(offer)


class Page(Field):
    """Edits a model. `edited` gives a dict of the fields that are other ones, and the place."""

    def __init__(
        self,
        context: FormContext,
        model: type[BaseModel],
        names: Sequence[str],
        label: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, Ui(), parent)
        self._model = model
        self._label = label
        self._value: BaseModel | None = None
        self.fields: dict[str, Field] = {}
        self._holders: dict[str, QWidget] = {}
        self.body.setSpacing(FIELD_GAP)
        sections = groupby(names, key=lambda name: notes(model, name).section)
        for index, (section, members) in enumerate(sections):
            if index:
                self.body.addSpacing(SECTION_GAP - FIELD_GAP)
            self._add_section(section, tuple(members))
        self.finish()

    def _add_section(self, section: str, names: Sequence[str]) -> None:
        heading = Heading(tr(section), True, self) if section else None
        if heading is not None:
            self.body.addWidget(heading)
            self.body.addSpacing(4 - FIELD_GAP)
        rows = groupby(names, key=lambda name: notes(self._model, name).row or name)
        for _, members in rows:
            together = tuple(members)
            if len(together) > 1:
                self._add_row(together)
            else:
                self._add_field(together[0], heading)

    def _make(self, name: str) -> Field:
        own = self.context.own or notes(self._model, name).own
        context = replace(self.context, own=own)
        field = make_field(context, self._model, name, partial(make_page, context, ""))
        self.fields[name] = field
        field.edited.connect(partial(self._edited, name))
        field.secret_offered.connect(partial(self._offered, name))
        return field

    def _add_row(self, names: Sequence[str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name in names:
            field = self._make(name)
            self._holders[name] = field
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
            if field.sizePolicy().horizontalPolicy().name not in ("Fixed", "Maximum"):
                row.setStretchFactor(field, 1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        for name in names:
            column.addWidget(self.fields[name].problem_line)
        for name in names:
            below = self.fields[name].below()
            if below is not None:
                column.addWidget(below)
        self.body.addLayout(column)

    def _add_field(self, name: str, heading: Heading | None) -> None:
        field = self._make(name)
        note = field.note
        named = heading is not None and note.section == note.label
        if named and heading is not None:
            heading.take(field)
            self._holders[name] = field
        else:
            self._holders[name] = self._labelled(field)
        self.body.addWidget(self._holders[name])

    def _labelled(self, field: Field) -> QWidget:
        label = field.note.label
        own = isinstance(field, SwitchField) or not label
        if own or (isinstance(field, ModelField) and label == self._label):
            return field
        holder = QWidget(self)
        if isinstance(field, ChoiceField | NumberField):
            self._beside(holder, field, label)
        else:
            self._above(holder, field, label)
        return holder

    def _beside(self, holder: QWidget, field: Field, label: str) -> None:
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = QLabel(label, holder)
        words.setToolTip(field.note.help)
        words.setWordWrap(True)
        words.setBuddy(field)
        row.addWidget(words, 1)
        row.addWidget(field)

    def _above(self, holder: QWidget, field: Field, label: str) -> None:
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        strong = bool(self._label) and not field.note.section
        heading = Heading(label, strong, holder)
        heading.setToolTip(field.note.help)
        heading.take(field)
        column.addWidget(heading)
        column.addWidget(field)

    def set_value(self, value: BaseModel) -> None:
        """Show a model; fields whose values are the same objects are not touched."""
        before, self._value = self._value, value
        fresh = {
            name: content
            for name in type(value).model_fields
            if (content := getattr(value, name)) is not getattr(before, name, before)
        }
        if not fresh:
            return
        for name, field in self.fields.items():
            for sibling, content in fresh.items():
                if sibling != name:
                    field.set_sibling(sibling, content)
            if name in fresh:
                field.set_value(fresh[name])
            field.set_owner(value)
        self._show_and_hide(value)

    def _show_and_hide(self, value: BaseModel) -> None:
        for name, field in self.fields.items():
            shown = field.note.shown
            if shown is not None:
                self._holders[name].setVisible(shown(value))

    def _edited(self, name: str, value: Any, place: str) -> None:
        assert self._value is not None
        fields = dict(value) if isinstance(value, Several) else {name: value}
        self.set_value(self._value.model_copy(update=fields))
        where = place if place == ALONE else f"{name}.{place}".rstrip(".")
        self.edited.emit(fields, where)

    def _offered(self, name: str, place: str, text: str) -> None:
        self.secret_offered.emit(f"{name}.{place}".rstrip("."), text)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Hand each problem to the field it is about."""
        for name, field in self.fields.items():
            field.set_problems(inside(problems, name))
