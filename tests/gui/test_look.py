import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton

from builder.look.icons import icon, pixmap
from builder.look.pill import HEIGHT, Pill, paint_pill, pill_size
from builder.look.stylesheet import dress, stylesheet
from builder.look.theme import DARK, LIGHT, Look

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def luminance(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(value) for value in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: QColor, ground: QColor) -> float:
    low, high = sorted((luminance(ink), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_its_ground(theme) -> None:
    plain = (theme.canvas, theme.surface, theme.raised, theme.selection)
    tones = [theme.tone(tone) for tone in ("ok", "warning", "error", "accent")]
    tinted = (*(ground for _, ground in tones), theme.chip)
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE")
    pairs = [(ink, ground) for ink in (theme.text, theme.muted) for ground in (*plain, *tinted)]
    pairs += [(ink, ground) for ink, _ in tones for ground in plain]
    pairs += [(theme.method(method)[0], ground) for method in methods for ground in plain]
    pairs += [(theme.chip_text, ground) for ground in (theme.chip, *plain)]
    pairs += [*tones, (theme.on_primary, theme.accent), (theme.surface, theme.error)]
    for ink, ground in pairs:
        assert contrast(ink, ground) >= 4.5, (ink.name(), ground.name())
    for method in methods:
        ink, ground = theme.method(method)
        assert contrast(ink, painted_over(ground, theme.raised)) >= 4.5, method


def painted_over(colour: QColor, ground: QColor) -> QColor:
    """What a colour that lets something through looks like on its ground."""
    share = colour.alphaF()
    mixed = zip(colour.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(over * share + under * (1 - share) for over, under in mixed))


def test_an_icon_is_tinted_and_sharp_at_twice_the_resolution(qtbot) -> None:
    picture = pixmap("plus", QColor("#ff0000"), 16, 2)
    assert picture.width() == 32
    middle = picture.toImage().pixelColor(16, 16)
    assert (middle.red(), middle.green(), middle.blue()) == (255, 0, 0)
    assert picture.toImage().pixelColor(2, 2).alpha() == 0
    assert not icon("plus", QColor("red")).isNull()


def test_an_icon_that_does_not_exist_is_drawn_as_unknown(qtbot) -> None:
    ink = QColor("black")
    assert pixmap("no-such", ink).toImage() == pixmap("unknown", ink).toImage()


def test_the_style_sheet_follows_the_theme(qtbot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.styleSheet()
    look = Look(fixed="light")
    button = QPushButton("Test")
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    try:
        dress(application, look)
        button.resize(120, 32)
        assert button.grab().toImage().pixelColor(8, 16) == LIGHT.accent
        look.fix("dark")
        assert button.grab().toImage().pixelColor(8, 16) == DARK.accent
    finally:
        look.deleteLater()
        look.changed.disconnect()
        application.setStyleSheet(before)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_colour_of_the_style_sheet_is_given(qtbot, name: str) -> None:
    sheet = stylesheet(Look(fixed=name))
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    for file in re.findall(r"url\((.*?)\)", sheet):
        assert not QImage(file).isNull(), file


def test_a_pill_is_as_wide_as_its_text(qtbot) -> None:
    look = Look(fixed="light")
    pill = Pill(look, "200 · 84 ms", "ok")
    qtbot.addWidget(pill)
    wide = pill.sizeHint().width()
    pill.set("Yes", "ok")
    assert pill.sizeHint().width() < wide
    assert pill.sizeHint().height() == HEIGHT
    pill.set("", "")
    assert pill.sizeHint().width() == 0


def test_a_pill_is_painted_on_the_ground_of_its_tone(qtbot) -> None:
    look = Look(fixed="dark")
    picture = QImage(pill_size("failed", look), QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    paint_pill(painter, QRectF(picture.rect()), "failed", "error", look)
    painter.end()
    assert picture.pixelColor(4, HEIGHT // 2) == DARK.on_error
    assert picture.pixelColor(0, 0) == QColor("white")
