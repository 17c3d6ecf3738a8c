"""The settings: every change is applied at once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from builder.app.enter_key import leave_enter_to_fields
from builder.app.preferences import (
    LARGEST_FONT,
    LEAST_HISTORY_MB,
    MOST_HISTORY_MB,
    SMALLEST_FONT,
    Preferences,
    proxy_fault,
)
from builder.app.preferring import Preferring
from builder.app.wheel import leave_wheel_to_scrolling
from builder.look.language import languages, tr
from builder.look.naming import name_choice
from builder.look.number_field import inset
from builder.look.theme import INTERFACE_SIZE

NARROW = 460
"""Below this width of the window, px at the usual size of fonts, fields stand below their names."""
LONGEST_TIMEOUT = 86_400.0
"""Seconds."""


class SettingsWindow(QDialog):
    """Stays open while other things are done.

    Args:
        preferring: What is preferred, and who applies it.
        parent: The window it belongs to.
    """

    def __init__(self, preferring: Preferring, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferring = preferring
        self._filling = False
        self.setWindowTitle(tr("Settings"))
        self.resize(560, 600)
        self.setMinimumSize(360, 280)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setContentsMargins(20, 12, 20, 16)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._add_appearance()
        self._add_proxy()
        self._add_requests()
        self._add_history()
        self._lay_out()
        self._form.setRowVisible(self.proxy_fault, False)
        self.show_preferred()
        leave_enter_to_fields(self)
        leave_wheel_to_scrolling(self)
        preferring.changed.connect(lambda _: self.show_preferred())
        preferring.changed.connect(lambda _: self._wrap())

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setLayout(self._form)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the keys
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        self.defaults = QPushButton(tr("Restore defaults"), self)
        self.defaults.setToolTip(tr("Set everything here as it was at first"))
        self.defaults.clicked.connect(self._restore)
        buttons.addButton(self.defaults, QDialogButtonBox.ButtonRole.ResetRole)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 12)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def _add_appearance(self) -> None:
        self._heading(tr("Appearance"))
        self.theme = self._choice(
            (("", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))), "theme"
        )
        self._row(tr("Theme"), self.theme, tr("Light or dark"))
        self.interface_size = self._number(SMALLEST_FONT, LARGEST_FONT, "interface_size", " px")
        self._row(tr("Font size"), self.interface_size, tr("Size of the interface's font"))
        self.code_size = self._number(SMALLEST_FONT, LARGEST_FONT, "code_size", " px")
        self._row(tr("Code font size"), self.code_size, tr("Size of code, paths and values"))
        self.animation = self._check(tr("Animate movements"), "animation")
        known = (("", tr("As the system")), *languages())
        self.language = self._choice(known, "language")
        self._row(tr("Language"), self.language, tr("Language of the interface"))
        self._note(tr("The language changes at the next start."))

    def _add_proxy(self) -> None:
        self._heading(tr("Proxy"))
        self.proxy = self._choice(
            (
                ("system", tr("As the system says")),
                ("none", tr("No proxy")),
                ("own", tr("This proxy")),
            ),
            "proxy",
        )
        self._row(tr("Proxy"), self.proxy, tr("What requests go through, unless their options say"))
        self.proxy_url = QLineEdit(self)
        self.proxy_url.setPlaceholderText("http://proxy.example.com:3128")
        self.proxy_url.editingFinished.connect(self._take_proxy)
        self._row(tr("Address"), self.proxy_url, tr("Address of the proxy"))
        self.proxy_fault = self._note("")
        self.proxy_fault.setProperty("tone", "error")
        self.no_proxy = QLineEdit(self)
        self.no_proxy.setPlaceholderText("intranet.example.com, .internal")
        self.no_proxy.editingFinished.connect(
            lambda: self._change(no_proxy=self.no_proxy.text().strip())
        )
        self._row(
            tr("Without proxy"), self.no_proxy, tr("Hosts that are called directly, by commas")
        )

    def _add_requests(self) -> None:
        self._heading(tr("New requests"))
        for name, label in (
            ("connect_timeout", tr("Connect timeout")),
            ("read_timeout", tr("Read timeout")),
            ("total_timeout", tr("Total timeout")),
        ):
            field = QDoubleSpinBox(self)
            inset(field)
            field.setRange(0.1, LONGEST_TIMEOUT)
            field.setDecimals(1)
            field.setSuffix(" s")
            field.setKeyboardTracking(False)
            field.valueChanged.connect(self._changer(name))
            setattr(self, name, field)
            self._row(label, field, tr("What a new request begins with; those there are stay"))
        self.follow_redirects = self._check(tr("Follow redirects"), "follow_redirects")
        self.verify_tls = self._check(tr("Verify TLS certificates"), "verify_tls")

    def _add_history(self) -> None:
        self._heading(tr("Run history"))
        self.history_mb = self._number(LEAST_HISTORY_MB, MOST_HISTORY_MB, "history_mb", " MB")
        self.history_mb.setSingleStep(100)
        self.history_mb.setGroupSeparatorShown(True)
        self._row(tr("At most"), self.history_mb, tr("Beyond that the oldest runs are deleted"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put names above their fields where there is little room."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        policy = QFormLayout.RowWrapPolicy
        is_narrow = self.width() < self._look_px(NARROW)
        self._form.setRowWrapPolicy(policy.WrapAllRows if is_narrow else policy.WrapLongRows)

    def _look_px(self, size: int) -> int:
        """A length that grows with the interface's font."""
        return size * self._preferring.now.interface_size // INTERFACE_SIZE

    def _heading(self, text: str) -> None:
        label = QLabel(text, self)
        label.setProperty("heading", True)
        label.setContentsMargins(0, 10 if self._form.rowCount() else 0, 0, 0)
        self._form.addRow(label)

    def _note(self, text: str) -> QLabel:
        note = QLabel(text, self)
        note.setProperty("muted", True)
        note.setProperty("small", True)
        note.setWordWrap(True)
        self._form.addRow("", note)
        return note

    def _row(self, label: str, field: QWidget, tip: str) -> None:
        field.setToolTip(tip)
        if isinstance(field, QComboBox):
            name_choice(field, label)
        field.setAccessibleName(label)
        self._form.addRow(label, field)

    def _choice(self, entries: Iterable[tuple[str, str]], name: str) -> QComboBox:
        field = QComboBox(self)
        for value, text in entries:
            field.addItem(text, value)
        field.activated.connect(lambda _: self._change(**{name: field.currentData()}))
        return field

    def _number(self, least: int, most: int, name: str, suffix: str) -> QSpinBox:
        field = QSpinBox(self)
        inset(field)
        field.setRange(least, most)
        field.setSuffix(suffix)
        field.setKeyboardTracking(False)
        field.valueChanged.connect(self._changer(name))
        return field

    def _check(self, text: str, name: str) -> QCheckBox:
        field = QCheckBox(text, self)
        field.setToolTip(text)
        field.toggled.connect(self._changer(name))
        self._form.addRow("", field)
        return field

    def _changer(self, name: str) -> Callable[[object], None]:
        def change(value: object) -> None:
            self._change(**{name: value})

        return change

    def _change(self, **values: object) -> None:
        if not self._filling:
            self._preferring.change(**values)

    def _take_proxy(self) -> None:
        url = self.proxy_url.text().strip()
        fault = proxy_fault(url) if url else ""
        self.proxy_fault.setText(fault)
        self._form.setRowVisible(self.proxy_fault, bool(fault))
        if not fault:
            self._change(proxy_url=url)

    def _restore(self) -> None:
        usual = Preferences()
        names = Preferences.__struct_fields__
        self._preferring.change(**{name: getattr(usual, name) for name in names})

    def show_preferred(self) -> None:
        """Show what is preferred now."""
        now = self._preferring.now
        self._filling = True
        for name in ("theme", "language", "proxy"):
            field: QComboBox = getattr(self, name)
            field.setCurrentIndex(max(0, field.findData(getattr(now, name))))
        for name in ("interface_size", "code_size", "history_mb"):
            getattr(self, name).setValue(getattr(now, name))
        for name in ("connect_timeout", "read_timeout", "total_timeout"):
            getattr(self, name).setValue(getattr(now, name))
        for name in ("animation", "follow_redirects", "verify_tls"):
            getattr(self, name).setChecked(getattr(now, name))
        self.proxy_url.setText(now.proxy_url)
        self.no_proxy.setText(now.no_proxy)
        for line in (self.proxy_url, self.no_proxy):
            line.setEnabled(now.proxy == "own")
        self._filling = False
