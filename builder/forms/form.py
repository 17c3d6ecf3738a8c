"""A form with tabs, built from the notes of a model (`builder.model.ui`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from builder.forms.context import FormContext
from builder.forms.field import ALONE
from builder.forms.page import Page, editable
from builder.forms.text_field import LineField, TextField
from builder.look.language import tr
from builder.model.ui import notes

MARGIN = 16
LAST = "Options"
"""The tab that every kind of step has, and has last."""
SPOKEN = {"ok": "something is set", "warning": "something is wrong"}
"""What screen readers say for a tab's dot."""


class Tabs(QTabBar):
    """A tab bar that marks tabs in which something is set with a dot."""

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._dots: dict[int, str] = {}
        self.setProperty("compact", True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)

    def set_dot(self, index: int, tone: str) -> None:
        """Mark a tab: "ok" something is set, "warning" something is wrong, "" neither."""
        if self._dots.get(index, "") != tone:
            self._dots[index] = tone
            text = self.tabText(index).rstrip()
            self.setTabText(index, f"{text}    " if tone else text)
            self.setAccessibleTabName(index, f"{text}, {tr(SPOKEN[tone])}" if tone else text)
            self.update()

    def dot(self, index: int) -> str:
        """The tone of a tab's mark."""
        return self._dots.get(index, "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tabs, then the dots at their ends."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for index, tone in self._dots.items():
            if tone:
                box = self.tabRect(index)
                painter.setBrush(getattr(self._context.look.theme, tone))
                from_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
                left = box.left() + 7 if from_right else box.right() - 14
                painter.drawEllipse(QRectF(left, box.center().y() - 3, 8, 8))


class Form(QWidget):
    """Edits a model of one class. Pages are made when they are first shown.

    Attributes:
        value: What is shown; after an edit the edited model.

    Signals:
        edited: A dict of the fields that are other ones, and what edits are joined by ("url";
            empty for an edit that is an undo step of its own).
        secret_offered: Place of a typed literal that should become a secret, and the literal.
    """

    edited = Signal(object, str)
    secret_offered = Signal(str, str)

    def __init__(
        self, context: FormContext, model: type[BaseModel], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self.value: BaseModel | None = None
        self._problems: Mapping[str, str] = {}
        self._names = self._by_tab()
        self._defaults = {
            name: info.get_default(call_default_factory=True, validated_data={})
            for name, info in model.model_fields.items()
        }
        self.pages: dict[str, Page] = {}
        self.tabs = Tabs(context, self)
        self.tabs.setAccessibleName(tr("Parts of the step"))
        self.stack = QStackedWidget(self)
        for tab in self._names:
            self.tabs.addTab(tr(tab))
            self.stack.addWidget(self._scroll())
        rule = QFrame(self)
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(MARGIN - 8, 0, MARGIN - 8, 0)
        bar.addWidget(self.tabs)
        column.addLayout(bar)
        column.addWidget(rule)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self.show_tab)

    def _by_tab(self) -> dict[str, list[str]]:
        """The fields of each tab."""
        own = getattr(self._model, "first_tab", "") or getattr(self._model, "label", "")
        first = str(own) or self._model.__name__
        found: dict[str, list[str]] = {}
        for name in editable(self._model):
            found.setdefault(notes(self._model, name).tab or first, []).append(name)
        return dict(sorted(found.items(), key=lambda tab: tab[0] == LAST))

    def _scroll(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the keys
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def show_tab(self, index: int) -> None:
        """Show a tab, its page made now if it was never shown."""
        tab = list(self._names)[index]
        if tab not in self.pages:
            self._make_page(tab, index)
        self.stack.setCurrentIndex(index)
        self.tabs.setCurrentIndex(index)

    def _make_page(self, tab: str, index: int) -> None:
        holder = QWidget()
        page = Page(self._context, self._model, self._names[tab], tr(tab), holder)
        self.pages[tab] = page
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.addWidget(page)
        column.addStretch(1)
        page.edited.connect(self._edited)
        page.secret_offered.connect(self.secret_offered.emit)
        if self.value is not None:
            page.set_value(self.value)
            page.set_problems(self._problems)
        area = self.stack.widget(index)
        assert isinstance(area, QScrollArea)
        area.setWidget(holder)

    def set_value(self, value: BaseModel) -> None:
        """Show a value of the form's class."""
        if value is self.value:
            return
        self.value = value
        self.show_tab(self.tabs.currentIndex())
        for page in self.pages.values():
            page.set_value(value)
        self._mark_tabs()

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong at the fields it is about (dotted places inside the value)."""
        if problems == self._problems:
            return
        self._problems = dict(problems)
        for page in self.pages.values():
            page.set_problems(self._problems)
        self._mark_tabs()

    def _mark_tabs(self) -> None:
        for index, names in enumerate(self._names.values()):
            wrong = any(place.split(".")[0] in names for place in self._problems)
            is_set = index > 0 and any(self._is_set(name) for name in names)
            other = index != self.tabs.currentIndex()
            self.tabs.set_dot(index, "warning" if wrong and other else "ok" if is_set else "")

    def _is_set(self, name: str) -> bool:
        default = self._defaults[name]
        content = getattr(self.value, name, default)
        return content is not default and bool(content != default)

    def _edited(self, fields: dict[str, Any], place: str) -> None:
        assert self.value is not None
        self.set_value(self.value.model_copy(update=fields))
        self.edited.emit(fields, "" if place == ALONE else place)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Show the tab a widget lies on, and scroll to it."""
        for index in range(self.stack.count()):
            area = self.stack.widget(index)
            if isinstance(area, QScrollArea) and area.isAncestorOf(widget):
                self.show_tab(index)
                area.ensureWidgetVisible(widget)

    def begin(self) -> None:
        """Give focus to the first field of the tab that is written into, else to the first."""
        fields = list(self.pages[list(self._names)[self.tabs.currentIndex()]].fields.values())
        written = (field for field in fields if isinstance(field, LineField | TextField))
        first = next(written, next(iter(fields), None))
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reveal(self, place: str) -> None:
        """Show the tab and give focus to the field a dotted place lies in."""
        name = place.split(".")[0]
        for index, names in enumerate(self._names.values()):
            if name in names:
                self.show_tab(index)
                self.pages[list(self._names)[index]].fields[name].setFocus()
