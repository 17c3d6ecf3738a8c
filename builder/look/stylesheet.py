"""The style sheet of the whole application, made from the theme's tokens.

Widgets ask for a variant with a dynamic property, set before they are shown:

- QPushButton: `primary`, `flat` (text only), `danger` (ink of errors), `segment` (one of a row of
  two-state buttons; `edge` "left" and "right" round the outer ones; `tight` leaves less room
  beside the text).
- QToolButton: `boxed` (with a border, as buttons have).
- QLabel: `muted`, `heading` (section heading), `title` (of a panel), `small`, `code`, `tone`
  ("ok", "warning", "error").
- QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox: `code`, `bad` (has a problem), `bare`
  (no frame, for editing in place).
- QFrame: `panel` (surface), `bar` (surface with a line below), `card` (raised, with a border),
  `banner` ("ok", "warning", "error": tinted ground), `rule` (a line).
- QToolButton: `tight` (inside a field); QComboBox: `cell` (inside a table).
- QTreeView, QListView, QTableView: `plain` (no frame).
- QAbstractScrollArea: `sunken` (on the colour of the canvas).

Labels, message boxes and tooltips show plain text, always: names and what servers answered stand in
them, in which Qt would take `<img src=…>` for HTML and open the file.
"""

from __future__ import annotations

from dataclasses import fields
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from builder.look.icons import folder
from builder.look.theme import CARD_RADIUS, CODE_SIZE, INTERFACE_SIZE, RADIUS, Look, Theme

BASE = """
QLabel, QToolTip { qproperty-textFormat: PlainText; }
QMainWindow, QDialog { background: $surface; }
QWidget { color: $text; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 8px; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QFrame[panel="true"] { background: $surface; border: none; }
QFrame[bar="true"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[card="true"] { background: $raised; border: 1px solid $border;
    border-radius: ${card_radius}px; }
QFrame[rule="true"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[banner="warning"] { background: $on_warning; border: none; border-radius: ${radius}px; }
QFrame[banner="error"] { background: $on_error; border: none; border-radius: ${radius}px; }
QFrame[banner="ok"] { background: $on_ok; border: none; border-radius: ${radius}px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QLabel { background: transparent; }
QLabel:disabled { color: $muted; }
QLabel[muted="true"] { color: $muted; }
QLabel[small="true"] { font-size: ${px_12}; }
QLabel[heading="true"] { font-size: ${px_12}; font-weight: 600; }
QLabel[title="true"] { font-size: ${px_15}; font-weight: 600; }
QLabel[code="true"] { font-family: "$code"; font-size: ${code_px}; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="error"] { color: $error; }
QLabel[keycap="true"] { color: $muted; border: 1px solid $border; border-radius: 4px;
    font-size: ${px_11}; padding: 0 4px; background: $surface; }
QWidget#topBar { background: $surface; border-bottom: 1px solid $border; }
QWidget#topBar QLabel#title { font-weight: 600; }
QWidget#topBar[production="true"] { background: $on_error; border-bottom: 2px solid $error; }
QLabel#production { background: $error; color: $surface; border-radius: 4px; padding: 2px 8px;
    font-size: ${px_11}; font-weight: 600; }
QWidget[notice="plain"] { background: $selection; border-bottom: 1px solid $border; }
QWidget[notice="warning"] { background: $on_warning; border-bottom: 1px solid $border; }
QWidget[notice="error"] { background: $on_error; border-bottom: 1px solid $border; }
QFrame#popup { background: $raised; border: 1px solid $border; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QStatusBar { background: $surface; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
"""

BUTTONS = """
QPushButton { background: $raised; color: $text; border: 1px solid $border;
    border-radius: ${radius}px; padding: 5px 12px; min-height: 18px; font-weight: 500; }
QPushButton:hover { background: $hover; border-color: $strong_border; }
QPushButton:pressed, QPushButton:checked { background: $selection; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; background: $surface; }
QPushButton::menu-indicator { image: url($icons/chevron-down.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QPushButton[menu="true"] { padding-right: 26px; }
QPushButton[primary="true"] { background: $accent; color: $on_primary; border-color: $accent;
    font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:pressed { background: $accent_pressed; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $selection; color: $muted;
    border-color: $selection; }
QPushButton[keys="true"] { text-align: left; padding-right: ${keys_px}; }
QPushButton[danger="true"] { color: $error; }
QPushButton[danger="true"]:disabled { color: $faint; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; color: $muted;
    padding: 3px 6px; font-weight: 400; }
QPushButton[flat="true"]:hover { background: $hover; color: $text; }
QPushButton[flat="true"]:focus { border-color: $accent; }
QPushButton[segment="true"] { background: $surface; color: $muted; border-radius: 0px;
    font-weight: 500; }
QPushButton[segment="true"]:hover { background: $hover; }
QPushButton[segment="true"]:checked { background: $selection; color: $accent; font-weight: 600; }
QPushButton[tight="true"] { padding: 5px; }
QPushButton[edge="left"] { border-top-left-radius: ${radius}px;
    border-bottom-left-radius: ${radius}px; }
QPushButton[edge="middle"] { border-left: none; }
QPushButton[edge="middle"]:focus { border-left: 1px solid $accent; }
QPushButton[edge="right"] { border-top-right-radius: ${radius}px; border-left: none;
    border-bottom-right-radius: ${radius}px; }
QPushButton[edge="right"]:focus { border-left: 1px solid $accent; }
QToolButton { background: transparent; border: 1px solid transparent; color: $text;
    border-radius: ${radius}px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
QToolButton[boxed="true"] { background: $raised; border-color: $border; padding: 6px; }
QToolButton[boxed="true"]:hover { background: $hover; border-color: $strong_border; }
QToolButton[boxed="true"]:focus { border-color: $accent; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator { width: 14px;
    height: 14px; border: 1px solid $strong_border; border-radius: 4px; background: $raised; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $strong_border;
    border-radius: 8px; background: $raised; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus, QRadioButton::indicator:hover {
    border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked,
QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url($icons/check.svg); }
QCheckBox::indicator:disabled { background: $hover; border-color: $border; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }
"""

FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox { background: $raised; color: $text;
    border: 1px solid $border; border-radius: ${radius}px; selection-background-color: $select;
    selection-color: $text; placeholder-text-color: $muted; }
QLineEdit { padding: 5px 9px; min-height: 18px; }
QAbstractSpinBox { padding: 5px 2px; min-height: 18px; }
QPlainTextEdit, QTextEdit { padding: 4px 5px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QAbstractSpinBox:hover {
    border-color: $strong_border; }
QLineEdit:focus { border: 2px solid $accent; padding: 4px 8px; }
QAbstractSpinBox:focus { border: 2px solid $accent; padding: 4px 1px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled { color: $muted;
    background: $surface; }
QLineEdit[code="true"], QPlainTextEdit[code="true"], QTextEdit[code="true"] {
    font-family: "$code"; font-size: ${code_px}; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QTextEdit[bad="true"],
QAbstractSpinBox[bad="true"] { border-color: $error; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] { background: transparent;
    border-color: transparent; padding: 1px 3px; }
QLineEdit[bare="true"]:hover { border-color: $border; }
QLineEdit[bare="true"]:focus { border: 1px solid $accent; padding: 1px 3px; background: $raised; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0;
    min-height: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 18px; border: none;
    background: transparent; subcontrol-origin: border; }
QAbstractSpinBox::up-arrow { image: url($icons/chevron-up.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($icons/chevron-down.svg); width: 10px; height: 10px; }
QComboBox { background: $raised; color: $text; border: 1px solid $border; font-weight: 500;
    border-radius: ${radius}px; padding: 5px 8px 5px 11px; min-height: 18px; }
QComboBox:hover { background: $hover; border-color: $strong_border; }
QComboBox:focus { border-color: $accent; }
QComboBox:disabled { color: $faint; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($icons/chevron-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 4px;
    outline: none; selection-background-color: $selection; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border-radius: 5px; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { background: $track; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 14px; margin: -5px 0; border-radius: 7px; }
QGroupBox { border: 1px solid $border; border-radius: ${radius}px; margin-top: 8px;
    padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; padding: 0 4px; }
"""

TABS = """
QTabWidget::pane { border: none; border-top: 1px solid $border; background: $surface; }
QTabWidget::tab-bar { left: 8px; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none; font-weight: 500;
    border-bottom: 2px solid transparent; padding: 9px 1px 8px 1px; margin: 0 8px; }
QTabBar[compact="true"]::tab { margin: 0 5px; }
QTabBar[compact="true"]::tab:first { margin-left: 8px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:disabled { color: $faint; }
QTabBar::close-button { image: url($icons/close.svg); subcontrol-position: right; width: 12px;
    height: 12px; margin-left: 4px; }
QTabBar::close-button:hover { background: $hover; border-radius: 4px; }
QTabBar::tear { width: 0; border: none; }
QTabBar QToolButton { background: $surface; border: none; padding: 0; }
QMenuBar { background: $surface; color: $text; border: none; padding: 2px 6px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 5px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; }
QMenu::icon { padding-left: 10px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::right-arrow { image: url($icons/chevron-right.svg); width: 12px; height: 12px; right: 8px; }
"""

VIEWS = """
QAbstractScrollArea { background: $surface; }
QTreeView, QListView, QTableView { background: $surface; alternate-background-color: $canvas;
    border: 1px solid $border; border-radius: ${radius}px; outline: none; gridline-color: $border;
    selection-background-color: $selection; selection-color: $text; }
QTreeView[plain="true"], QListView[plain="true"], QTableView[plain="true"] { border: none;
    border-radius: 0px; }
QAbstractScrollArea[sunken="true"] { background: $canvas; }
QTreeView::item, QListView::item { min-height: 26px; padding: 0 6px; border: none; }
QTreeView::item:focus, QListView::item:focus { border: 1px solid $accent; padding: 0 5px;
    border-radius: 5px; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {
    background: $selection; color: $text; }
QTreeView::branch { background: transparent; border-image: none; }
QTreeView::branch:selected { background: $selection; }
QTreeView::branch:has-children:closed { image: url($icons/chevron-right.svg); }
QTreeView::branch:has-children:open { image: url($icons/chevron-down.svg); }
QTableView::item { padding: 3px 8px 3px 12px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; font-weight: 600;
    font-size: ${px_12}; border-bottom: 1px solid $border; padding: 6px 8px 6px 14px; }
QHeaderView::section:vertical { padding: 0 4px; border: none; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

FORMS = """
ChipEdit, ChipEdit:hover, ChipEdit:focus { background: transparent; border: none; padding: 0px; }
QToolButton[tight="true"] { padding: 1px 3px; }
QComboBox[cell="true"] { border-color: transparent; background: transparent; min-height: 0px;
    padding: 0px 2px 0px 6px; font-weight: 400; font-size: ${px_12}; }
QComboBox[cell="true"]::drop-down { width: 16px; }
QComboBox > QLineEdit, QComboBox > QLineEdit:focus { background: transparent; border: none;
    padding: 0px; }
"""

USUAL = "usualFontSize"
"""Property of widgets with a font of their own: its usual size, px."""
STILL = "* { widget-animation-duration: 0; }"
"""Lets nothing glide; what glides asks its style for how long."""
SIZES = (11, 12, 15)
"""Usual sizes of fonts in the sheets above, px."""

SHEET = Template(BASE + BUTTONS + FIELDS + TABS + VIEWS + FORMS)
TOKENS = [field.name for field in fields(Theme) if field.name not in ("name", "shadow")]


def mix(colour: QColor, other: QColor, share: float) -> QColor:
    """A colour with a share (0 … 1) of another in it."""

    def part(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        part(colour.redF(), other.redF()),
        part(colour.greenF(), other.greenF()),
        part(colour.blueF(), other.blueF()),
    )


def _derived(theme: Theme) -> dict[str, QColor]:
    """Shades between tokens, for states that have no token of their own."""
    return {
        "hover": mix(theme.raised, theme.text, 0.04),
        "strong_border": mix(theme.border, theme.text, 0.22),
        "faint": mix(theme.muted, theme.surface, 0.35),
        "thumb": mix(theme.border, theme.muted, 0.35),
        "track": mix(theme.border, theme.surface, 0.25),
        "select": mix(theme.surface, theme.accent, 0.28),
        "accent_hover": mix(theme.accent, theme.text, 0.12),
        "accent_pressed": mix(theme.accent, theme.text, 0.22),
    }


def stylesheet(look: Look) -> str:
    """The style sheet (QSS) in the colours and fonts that are on now."""
    theme = look.theme
    values = {name: getattr(theme, name).name() for name in TOKENS}
    values |= {name: colour.name() for name, colour in _derived(theme).items()}
    values |= {
        "radius": str(RADIUS),
        "card_radius": str(CARD_RADIUS),
        "code": look.code.family(),
        "keys_px": f"{look.scaled(62)}px",
        "code_px": f"{look.scaled(12, code=True)}px",
        "icons": (folder() / theme.name).as_posix(),
    }
    values |= {f"px_{size}": f"{look.scaled(size)}px" for size in SIZES}
    still = "" if look.animated else STILL
    return SHEET.substitute(values) + still


def palette(look: Look) -> QPalette:
    """Qt's palette from the same tokens, for what a style sheet does not reach."""
    theme = look.theme
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.surface,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.canvas,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Highlight: mix(theme.surface, theme.accent, 0.28),
        QPalette.ColorRole.HighlightedText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, colour in roles.items():
        result.setColor(role, colour)
    return result


def dress(application: QApplication, look: Look) -> None:
    """Give the whole application the look, and keep it so when the theme changes."""
    application.setStyle("Fusion")
    sizes = look.interface_size, look.code_size

    def apply() -> None:
        nonlocal sizes
        is_resized = sizes != (look.interface_size, look.code_size)
        given = _given_sizes(application, look, sizes) if is_resized else []
        sizes = look.interface_size, look.code_size
        application.setFont(look.font())
        application.setPalette(palette(look))
        application.setStyleSheet(stylesheet(look))
        for widget, size, is_code in given:
            font = widget.font()
            font.setPixelSize(look.scaled(size, is_code))
            widget.setFont(font)

    look.changed.connect(apply)
    apply()


def _given_sizes(
    application: QApplication, look: Look, sizes: tuple[int, int]
) -> list[tuple[QWidget, int, bool]]:
    """The widgets that were given fonts of their own, with their usual sizes.

    The style sheet and the application's font do not reach these when sizes change.

    Args:
        application: Whose widgets they are.
        look: Knows the code font.
        sizes: Of the interface's and the code font at the moment.

    Returns:
        Each widget, the size (px) it has while sizes are as usual, and whether it shows code.
    """
    shares = sizes[0] / INTERFACE_SIZE, sizes[1] / CODE_SIZE
    found = []
    for widget in application.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            is_code = widget.font().family() == look.code.family()
            size = widget.property(USUAL)
            if not isinstance(size, int):
                size = round(widget.font().pixelSize() / shares[is_code])
                widget.setProperty(USUAL, size)
            found.append((widget, size, is_code))
    return found
