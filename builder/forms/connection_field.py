"""The choice of a connection, and the path of a request behind the connection's base URL."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from builder.forms.choice_field import Choice
from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field, Several
from builder.forms.live import LiveLine, Piece, Resolved, resolve
from builder.forms.operation_menu import OperationMenu
from builder.forms.text_field import UrlField
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.model.base_url import is_absolute, joined
from builder.model.connection import Connection, Operation
from builder.model.landing import Landing
from builder.model.ui import Ui
from builder.model.visible_text import visible

NONE = "Choose a connection…"
PREFIX_WIDTH = 116
"""The base URL takes at most this much of the line, px; its tooltip has all of it."""


class ConnectionField(Field):
    """One of the workspace's connections, by name; a name that there is not stays shown."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, parent)
        self._value = ""
        self.combo = Choice(self)
        name_choice(self.combo, note.label)
        self.combo.setMinimumWidth(160)
        self.body.addWidget(self.combo)
        self.finish()
        self.combo.activated.connect(self._chosen)
        self.setFocusProxy(self.combo)
        if context.connections is not None:
            context.connections.changed.connect(self._fill)
        self._fill()

    def set_value(self, value: str) -> None:
        """Show a connection's name."""
        if value != self._value:
            self._value = value
            self._fill()

    def _fill(self) -> None:
        known = self.context.connections.names if self.context.connections else ()
        names = [*known] if self._value in ("", *known) else [self._value, *known]
        wanted = [tr(NONE), *names]
        if [self.combo.itemText(row) for row in range(self.combo.count())] != wanted:
            self.combo.clear()
            self.combo.addItems(wanted)
        self.combo.setCurrentIndex(wanted.index(self._value) if self._value else 0)

    def _chosen(self, row: int) -> None:
        name = self.combo.itemText(row) if row else ""
        if name != self._value:
            self._value = name
            self.edited.emit(name, ALONE)


class FullAddressLine(LiveLine):
    """What base URL and path come to together."""

    base = ""

    def resolved_text(self, text: str) -> Resolved:
        """The whole address: of a path that replaces the base, that path alone."""
        variables = self._context.variables
        alone = resolve(text, variables, Landing.URL)
        base = resolve(self.base, variables, Landing.URL)
        if alone.tone or is_absolute(alone.text or text) or not self.base:
            return alone
        if base.tone or not (alone.pieces or base.pieces):
            return base
        # With the slash before it a reference at its beginning is shown escaped, as it is sent.
        path = joined("", text)
        start = base.pieces or (Piece(self.base),)
        if path.startswith("/"):
            last = start[-1]
            start = (*start[:-1], replace(last, text=last.text.removesuffix("/")))
        return Resolved((*start, *(resolve(path, variables, Landing.URL).pieces or (Piece(path),))))


class PathField(UrlField):
    """A path with the connection's base URL fixed in grey before it.

    A path that begins with https:// or http:// replaces the base, which is not shown then. A
    connection made from an API's description offers its operations.
    """

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, parent)
        self._connection = ""
        self.prefix = QLabel(self.box)
        self.prefix.setProperty("muted", True)
        self.prefix.setFont(context.look.font(12, code=True))
        self.prefix.setCursor(Qt.CursorShape.IBeamCursor)
        self.box.add_before(self.prefix)
        self.operations = QToolButton(self)
        self.operations.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.operations.setToolTip(tr("Choose an operation of this API"))
        self.operations.setAccessibleName(tr("Choose an operation of this API"))
        self.operations.clicked.connect(self.open_operations)
        self.box.add_tool(self.operations)
        if context.connections is not None:
            context.connections.changed.connect(self._show_base)
        context.look.changed.connect(self._tint)
        self._tint()
        self._show_base()

    def _make_live(self) -> LiveLine:
        return FullAddressLine(self.context, Landing.URL, self)

    @property
    def chosen(self) -> Connection | None:
        """The connection, when there is one of that name."""
        known = self.context.connections
        return known.all.get(self._connection) if known is not None else None

    def set_sibling(self, name: str, value: Any) -> None:
        """Follow the choice of the connection, and the rows of the query."""
        if name == "connection":
            self._connection = value
            self._show_base()
        super().set_sibling(name, value)

    def _show(self) -> None:
        super()._show()
        self._show_base()

    def _typed(self, text: str) -> None:
        super()._typed(text)
        self._show_base()

    def _show_base(self) -> None:
        connection = self.chosen
        base = connection.base_url if connection else ""
        shown = bool(base) and not is_absolute(self.box.text())
        metrics = QFontMetrics(self.prefix.font())
        fits = metrics.horizontalAdvance(base) <= PREFIX_WIDTH
        wanted = base if fits else base.removeprefix("https://")  # the host says more
        text = metrics.elidedText(visible(wanted), Qt.TextElideMode.ElideMiddle, PREFIX_WIDTH)
        self.prefix.setText(text)
        self.prefix.setToolTip(visible(base))
        self.prefix.setVisible(shown)
        self.operations.setVisible(connection is not None and bool(connection.operations))
        if isinstance(self.live, FullAddressLine) and self.live.base != base:
            self.live.base = base
            self.live.show_text(self.box.text(), again=True)

    def open_operations(self) -> None:
        """Open the list of operations under the field."""
        if self.chosen is not None:
            menu = OperationMenu(self.chosen.operations, self.context.look, self.window())
            menu.chosen.connect(self._take)
            menu.open_at(self.box)

    def _take(self, operation: Operation) -> None:
        """Complete the request as one edit."""
        self.edited.emit(
            Several(
                method=operation.method,
                url=operation.path,
                query=operation.query,
                headers=operation.headers,
                body=operation.body,
            ),
            ALONE,
        )

    def _tint(self) -> None:
        self.operations.setIcon(icon("search", self.context.look.theme.muted, 14))
