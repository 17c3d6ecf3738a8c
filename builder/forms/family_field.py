"""A member of a family of kinds (a body, an authorization): which kind, and its own fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from builder.forms.choice_field import Choice
from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field
from builder.forms.schema_now import SchemaNow
from builder.forms.token_now import TokenNow
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.look.theme import RADIUS
from builder.model.auth import Auth
from builder.model.body import Body
from builder.model.kind import Kind
from builder.model.ui import Ui

MakePage = Callable[[type[BaseModel]], Field | None]
"""Makes the fields of a model; None when it has none to edit."""


class Nothing(QWidget):
    """A dashed box with a sentence, for a kind without fields."""

    def __init__(self, context: FormContext, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        said = QLabel(text, self)
        said.setProperty("muted", True)
        said.setWordWrap(True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._context.look.theme.border, 1, Qt.PenStyle.DashLine))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)


class FamilyField(Field):
    """Switching the kind keeps what was entered: switching back shows it again."""

    block = True

    def __init__(
        self,
        context: FormContext,
        note: Ui,
        family: Mapping[str, type[Kind]],
        make_page: MakePage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, note, parent)
        self._kinds = tuple(family.values())
        self._make_page = make_page
        self._value: Kind | None = None
        self._remembered: dict[tuple[int, str], Kind] = {}
        self._pages: dict[type[Kind], Field | Nothing] = {}
        self.page: Field | None = None
        self.combo = Choice(self)
        name_choice(self.combo, note.label)
        self.combo.addItems([tr(kind.label) for kind in self._kinds])
        self.combo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.combo.activated.connect(self._chosen)
        self.finish()

    def heading_widget(self) -> QWidget:
        """The choice of the kind."""
        return self.combo

    def set_value(self, value: Kind) -> None:
        """Show a member, its form made when it is first needed."""
        if value is self._value:
            return
        other = type(value) is not type(self._value)
        self._value = value
        self._remembered[self.context.variables.number, value.kind] = value
        if other:
            self._show_kind(type(value))
        if self.page is not None:
            self.page.set_value(value)
        for token in self.findChildren(TokenNow):
            token.forget()

    def _show_kind(self, kind: type[Kind]) -> None:
        # A file can name a kind that is not offered here: it is shown, and the list has no choice.
        self.combo.setCurrentIndex(self._kinds.index(kind) if kind in self._kinds else -1)
        self._fit()
        for page in self._pages.values():
            page.hide()
        if kind not in self._pages:
            self._pages[kind] = self._make(kind)
            self.body.insertWidget(0, self._pages[kind])
        shown = self._pages[kind]
        shown.show()
        self.page = None if isinstance(shown, Nothing) else shown

    def _fit(self) -> None:
        """Give the choice the room of what is chosen, in the font of now."""
        if self._value is not None:
            words = tr(type(self._value).label)
            self.combo.setFixedWidth(self.combo.fontMetrics().horizontalAdvance(words) + 48)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit)  # the choice has it then

    def _make(self, kind: type[Kind]) -> Field | Nothing:
        page = self._make_page(kind)
        if page is None:
            said = (kind.__doc__ or "").strip().split("\n")[0]
            return Nothing(
                self.context, f"{tr(said)} {tr('Pick a type above to change that.')}", self
            )
        page.edited.connect(self._field_edited)
        page.secret_offered.connect(self.secret_offered.emit)
        tokens, schemas = self.context.tokens, self.context.schemas
        if tokens is not None and issubclass(kind, Auth) and kind.gets_token:
            page.body.addWidget(TokenNow(self.context, tokens, page))
        if schemas is not None and issubclass(kind, Body) and kind.has_schema:
            page.body.addWidget(SchemaNow(self.context, schemas, page))
        return page

    def _field_edited(self, fields: dict[str, Any], place: str) -> None:
        assert self._value is not None
        self.set_value(self._value.model_copy(update=fields))
        self.edited.emit(self._value, place)

    def _chosen(self, row: int) -> None:
        kind = self._kinds[row]
        if type(self._value) is kind:
            return
        name = str(kind.model_fields["kind"].default)
        value = self._remembered.get((self.context.variables.number, name))
        self.set_value(value if value is not None else kind.model_validate({"kind": name}))
        self.edited.emit(self._value, ALONE)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Hand them to the fields; what is about the whole is said here."""
        if self.page is not None:
            self.page.set_problems(problems)
        self.say(problems.get("", ""))


class ModelField(Field):
    """A nested model: its fields one below the other."""

    block = True

    def __init__(
        self, context: FormContext, note: Ui, page: Field, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, parent)
        self._page = page
        self._value: BaseModel | None = None
        self.body.addWidget(page)
        self.finish()
        page.edited.connect(self._field_edited)
        page.secret_offered.connect(self.secret_offered.emit)

    def set_value(self, value: BaseModel) -> None:
        """Show a value."""
        if value is not self._value:
            self._value = value
            self._page.set_value(value)

    def _field_edited(self, fields: dict[str, Any], place: str) -> None:
        assert self._value is not None
        self._value = self._value.model_copy(update=fields)
        self.edited.emit(self._value, place)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Hand them to the fields; what is about the whole is said here."""
        self._page.set_problems(problems)
        self.say(problems.get("", ""))
