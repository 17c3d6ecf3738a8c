"""Colours, fonts and sizes, for light and dark, and the object that says which is on."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

RADIUS = 7
"""Corner radius of controls, px."""
CARD_RADIUS = 10
"""Corner radius of cards and popups, px."""
STEP = 4
"""All spacing is a multiple of this, px."""
ANIMATION = 120
"""Length of an animation, ms."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; `on_x` is the ground that text in colour `x` stands on."""

    name: str
    canvas: QColor
    grid: QColor
    surface: QColor
    raised: QColor
    border: QColor
    text: QColor
    muted: QColor
    ok: QColor
    on_ok: QColor
    warning: QColor
    on_warning: QColor
    error: QColor
    on_error: QColor
    accent: QColor
    on_accent: QColor
    chip: QColor
    chip_text: QColor
    selection: QColor
    blue: QColor
    purple: QColor
    on_primary: QColor
    shadow: QColor

    def tone(self, name: str) -> tuple[QColor, QColor]:
        """Ink and ground of a tone: "ok", "warning", "error" or "accent"."""
        ink: QColor = getattr(self, name)
        ground: QColor = getattr(self, f"on_{name}")
        return ink, ground

    def method(self, method: str) -> tuple[QColor, QColor]:
        """Ink and ground of an HTTP method."""
        if method in ("PUT", "PATCH"):
            ink = self.blue if method == "PUT" else self.purple
            ground = QColor(ink)
            ground.setAlphaF(0.14)
            return ink, ground
        return self.tone({"POST": "warning", "DELETE": "error"}.get(method, "ok"))


def _theme(name: str, colours: str) -> Theme:
    values = (QColor(code) for code in colours.split())
    names = (field.name for field in fields(Theme) if field.name != "name")
    return Theme(name=name, **dict(zip(names, values, strict=True)))


LIGHT = _theme(
    "light",
    "#F5F6F8 #D5DAE1 #FFFFFF #FFFFFF #E1E5EA #1B2330 #616B7F #0F7A55 #E4F5EE #A8480A #FDF1E3 "
    "#B93028 #FCEAE8 #4F46E5 #EEEDFD #ECEBFD #4338CA #EEF0FE #175CD3 #6941C6 #FFFFFF #1A101828",
)
DARK = _theme(
    "dark",
    "#13161B #2A3039 #1A1E25 #21262E #2D343F #E7EAEF #98A2B3 #4CC38A #15332A #F0A45B #3A2915 "
    "#F2857E #3D1D1B #8E88FF #2A2850 #2E2B5C #C1BDFF #262A45 #70B0FF #BDA2FF #13161B #66000000",
)


INTERFACE_SIZE = 13
"""Usual size of the interface's font, px; every other size of it is in proportion."""
CODE_SIZE = 12
"""Usual size of the code font, px."""


class Look(QObject):
    """Which theme is on, and the fonts. Follows the system unless `fixed`.

    Attributes:
        animated: Whether things may glide.

    Signals:
        changed: The theme, or the sizes of fonts, are others now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, fixed: str = "") -> None:
        super().__init__(parent)
        self._fixed = fixed
        self.interface_size, self.code_size = INTERFACE_SIZE, CODE_SIZE
        self.animated = True
        self.theme = self._wanted()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self.interface = _font(
            ("Inter", "Inter Variable"), 13, QFontDatabase.SystemFont.GeneralFont
        )
        self.code = _font(("JetBrains Mono",), 12, QFontDatabase.SystemFont.FixedFont)

    def fix(self, name: str) -> None:
        """Stay "light" or "dark"; empty follows the system again."""
        self._fixed = name
        self._follow()

    def set_sizes(self, interface: int, code: int) -> None:
        """Use other sizes of fonts, px."""
        if (interface, code) != (self.interface_size, self.code_size):
            self.interface_size, self.code_size = interface, code
            self.changed.emit()

    def set_animated(self, animated: bool) -> None:
        """Let things glide, or not."""
        if animated != self.animated:
            self.animated = animated
            self.changed.emit()

    def scaled(self, size: int, code: bool = False) -> int:
        """The size, px, that stands for a usual one while other sizes of fonts are chosen."""
        share = self.code_size / CODE_SIZE if code else self.interface_size / INTERFACE_SIZE
        return round(size * share)

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self.theme:
            self.theme = wanted
            self.changed.emit()

    def _wanted(self) -> Theme:
        if self._fixed:
            return DARK if self._fixed == "dark" else LIGHT
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def font(self, size: int = 13, bold: bool = False, code: bool = False) -> QFont:
        """The interface's font, or the code font, at a usual size (px), scaled as wanted."""
        font = QFont(self.code if code else self.interface)
        font.setPixelSize(self.scaled(size, code))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def _font(families: tuple[str, ...], size: int, fallback: QFontDatabase.SystemFont) -> QFont:
    present = set(QFontDatabase.families())
    family = next((name for name in families if name in present), None)
    font = QFont(family) if family else QFontDatabase.systemFont(fallback)
    font.setPixelSize(size)
    return font
