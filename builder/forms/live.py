"""What a templated text comes to now, shown under its field: values of the last test filled in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from builder.document.variables import DOTS, Variables, sample_text
from builder.forms.chip_text import visible
from builder.forms.context import FormContext
from builder.forms.tip import tip
from builder.look.language import tr
from builder.model.landing import Landing
from builder.model.reference import PAGE, Reference
from builder.model.scope import UnresolvedReference
from builder.model.template import Expression, Template, TemplateError, parse

DELAY = 120
"""Milliseconds of rest before a changed text is resolved."""
LONGEST = 20_000
"""Longer texts are not resolved while typing."""
SHOWN = 400
"""Characters of one value that are shown."""
SIZE = 12
LINE = 20
WRAPPED = int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignTop.value)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a resolved text; `strong` marks what came from a reference."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a text comes to: pieces, or one sentence why it does not ("warning" or "muted")."""

    pieces: tuple[Piece, ...] = ()
    tone: str = ""

    @property
    def text(self) -> str:
        """The pieces in a row."""
        return "".join(piece.text for piece in self.pieces)


def resolve(
    text: str, variables: Variables, landing: Landing = Landing.PLAIN, own: bool = True
) -> Resolved:
    """What a text with references comes to by the samples; nothing for one without.

    Args:
        text: The text.
        variables: What references can say here.
        landing: Where values are put in.
        own: Whether references to the step itself have a value here.
    """
    if "{{" not in text or len(text) > LONGEST:
        return Resolved()
    try:
        template = parse(text)
        if not template.references:
            return Resolved()
        if reason := _out_of_reach(template, variables, own):
            return _sentence(reason, "warning")
        return Resolved(tuple(_pieces(template, variables, landing)))
    except TemplateError as problem:
        return _sentence(str(problem), "warning")
    except UnresolvedReference as problem:
        if said := _of_pages(problem.reference, variables):
            return _sentence(said, "muted")
        number = problem.reference.step
        if number is not None and not variables.has_sample(number):
            return _sentence(tr("Shows a value once step {n} has been tested", n=number), "muted")
        return _sentence(problem.message, "warning")


def _out_of_reach(template: Template, variables: Variables, own: bool) -> str:
    """Why a step that is referred to can have no output here; empty when all can."""
    for one in template.references:
        if one.step == variables.number and not own:
            return tr("A step cannot refer to itself.")
        if one.step is not None and not one.optional and (why := variables.reach.why_not(one.step)):
            return why
    return ""


def _of_pages(reference: Reference, variables: Variables) -> str:
    """What a reference stands for that only pages which are being fetched give a value."""
    if not variables.paged:
        return ""
    if reference.root == PAGE:
        return tr("Stands for the token of the next page; empty in the first request")
    return tr("Is read from each page") if reference.step == variables.number else ""


def _sentence(text: str, tone: str) -> Resolved:
    return Resolved((Piece(text),), tone)


def _pieces(template: Template, variables: Variables, landing: Landing) -> list[Piece]:
    found: list[Piece] = []
    for piece in template.pieces:
        if isinstance(piece, Expression):
            opening = not found
            here = Landing.PLAIN if opening else landing
            strong = landing is Landing.PLAIN or not opening  # a base URL is no news
            found.append(Piece(_shown(piece, variables, here), strong))
        elif piece:
            found.append(Piece(piece))
    if len(found) == 1:
        return [Piece(found[0].text, strong=True)]
    return found


def _shown(expression: Expression, variables: Variables, landing: Landing) -> str:
    hidden = variables.secrets()
    for reference in expression.alternatives:
        if reference.root == "env" and reference.segments[0] in hidden:
            return DOTS
    text = parse(f"{{{{{expression.source}}}}}").render(variables.scope(), landing)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def describe(source: str, variables: Variables, own: bool = True) -> str:
    """What a chip's tooltip says: the value, and where it came from."""
    found = resolve(source, variables, own=own)
    if found.tone:
        return f"{source}\n{found.text}"
    return f"{source}\n{_quoted(source, found, variables)}\n{_origin(source, variables)}"


def _quoted(source: str, found: Resolved, variables: Variables) -> str:
    lone = parse(source).lone
    if found.text == DOTS or lone is None:
        return found.text
    value = parse(source).value(variables.scope())
    return found.text if isinstance(value, dict | list) else sample_text(value)


def _origin(source: str, variables: Variables) -> str:
    lone = parse(source).lone
    root = lone.alternatives[0].root if lone else ""
    if root.isdigit():
        return variables.origin(int(root))
    if root == "env":
        return tr("from the environment {name}", name=variables.environment).rstrip()
    return tr("made anew at each execution of the step")


def faulty(source: str, variables: Variables, own: bool = True) -> bool:
    """Whether a chip can be known to lead nowhere."""
    return resolve(source, variables, own=own).tone == "warning"


class LiveLine(QWidget):
    """The line “→ https://…/users/u_4821” under a field; takes no room when there is none."""

    def __init__(
        self, context: FormContext, landing: Landing = Landing.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.landing = landing
        self._text = ""
        self._problem = ""
        self.resolved = Resolved()
        self._timer = QTimer(self, interval=DELAY, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setVisible(False)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        context.variables.changed.connect(self._timer.start)
        context.look.changed.connect(self.update)

    def show_text(self, text: str, again: bool = False) -> None:
        """Resolve this text as soon as typing rests; `again` although it is the same."""
        if text != self._text or again:
            self._text = text
            self._timer.start()

    def show_problem(self, problem: str) -> None:
        """Say nothing that the field says already."""
        self._problem = problem
        self._appear()

    def _appear(self) -> None:
        told = self.resolved.tone == "warning" and self.resolved.text in self._problem
        self.setVisible(bool(self.resolved.pieces) and not told)

    def resolved_text(self, text: str) -> Resolved:
        """What a text comes to."""
        context = self._context
        return resolve(text, context.variables, self.landing, context.own)

    def refresh(self) -> None:
        """Resolve now."""
        self._timer.stop()
        self.resolved = self.resolved_text(self._text)
        shown = self.resolved.text
        said = tr("Now: {value}", value=shown) if shown else ""
        self.setAccessibleName(said)
        self.setAccessibleDescription(said)  # else the tooltip's markup would be said
        self.setToolTip(tip(shown) if shown else "")
        self._appear()
        self._fit()
        self.update()

    def _fit(self) -> None:
        """A sentence may take several lines; a value is cut at the end of one."""
        high = LINE
        if self.resolved.tone:
            metrics = QFontMetrics(self._context.look.font(SIZE))
            room = QRect(0, 0, max(self.width() - 4, 60), 10_000)
            high = max(LINE, metrics.boundingRect(room, WRAPPED, self.resolved.text).height() + 4)
        self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A sentence is wrapped anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        """One small line."""
        return QSize(100, LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces in a row, cut at the end."""
        painter = QPainter(self)
        theme = self._context.look.theme
        tone = self.resolved.tone
        ink = theme.warning if tone == "warning" else theme.muted
        if tone:
            painter.setFont(self._context.look.font(SIZE))
            painter.setPen(ink)
            room = self.rect().adjusted(2, 2, -2, 0)
            painter.drawText(room, WRAPPED, self.resolved.text)
            return
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        x = self._paint(painter, 2.0, Piece("→ "), ink)
        for piece in self.resolved.pieces:
            x = self._paint(painter, x, piece, theme.text if piece.strong else ink)
            if x >= self.width():
                break

    def _paint(self, painter: QPainter, x: float, piece: Piece, ink: QColor) -> float:
        font = self._context.look.font(SIZE)
        metrics = QFontMetricsF(font)
        room = max(self.width() - x, 0)
        text = visible(piece.text[:SHOWN])
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(ink)
        box = QRectF(x, 0, room, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return x + metrics.horizontalAdvance(shown)
