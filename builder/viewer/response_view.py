"""Everything about how a step ended: body, headers, cookies, timing and what was sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.look.icons import icon
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.look.pill import Pill, pill_size
from builder.look.theme import Look
from builder.model.events import Status, StepFinished
from builder.model.http import Exchange, status_text, status_tone
from builder.model.json_text import pretty
from builder.viewer.banner import Banner
from builder.viewer.body import Body, make_body, open_body
from builder.viewer.body_tab import BodyTab
from builder.viewer.cookies import COLUMNS, cookie_rows
from builder.viewer.differences import Differences
from builder.viewer.filtered_pairs import FilteredPairs
from builder.viewer.helper import Helper
from builder.viewer.preparing import unwrapped
from builder.viewer.reference_text import reference_text
from builder.viewer.request_tab import RequestTab
from builder.viewer.timing import TimingView

BESIDE_TABS = 44
"""Margins and gaps of the line of tabs, px."""
TABS = ("Body", "Headers", "Cookies", "Timing", "Request", "Changes")
BODY, HEADERS, COOKIES, TIMING, REQUEST, DIFFERENCES = range(6)
EMPTY = "Test a step or the workflow, then choose a step to see its response here."
TONES = {Status.SUCCEEDED: "ok", Status.FAILED: "error", Status.RUNNING: "warning"}


class ResponseView(QWidget):
    """Shows a finished step. `show_step(None)` shows the empty state.

    Signals:
        compare_requested: The user wants to compare; a menu may open at a global position.
        shown: Another step, or another end of it, is shown.
    """

    compare_requested = Signal(QPoint)
    shown = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._step = 0
        self._finished: StepFinished | None = None
        self.helper = Helper(self)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.pill = Pill(look)
        self._status = ("", "")
        self.compare = QToolButton()
        self.compare.setIconSize(QSize(14, 14))
        self.compare.setToolTip(tr("Compare with another run"))
        self.compare.setAccessibleName(tr("Compare with another run"))
        self.compare.hide()
        self.banner = Banner(look)
        self.notice = Banner(look)
        self.hops = QComboBox()
        name_choice(self.hops, tr("Which exchange is shown"))
        self._hop_row = QWidget()
        self.body = BodyTab(look, self.helper)
        nothing = tr("The response has no headers.")
        self.headers = FilteredPairs(look, ("Header", "Value"), nothing)
        nothing = tr("The response set no cookies.")
        self.cookies = FilteredPairs(look, COLUMNS, nothing)
        self.differences = Differences(look)
        self.timing = TimingView(look)
        self.request = RequestTab(look)
        self.empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.empty.setProperty("muted", True)
        self.empty.setContentsMargins(16, 8, 16, 8)
        self._pages = QStackedWidget()
        self._whole = QStackedWidget()
        self._arrange()
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.hops.currentIndexChanged.connect(self._show_hop)
        self.body.notice.connect(lambda text: self.notice.say(text, "warning"))
        self.compare.clicked.connect(
            lambda: self.compare_requested.emit(
                self.compare.mapToGlobal(self.compare.rect().bottomLeft())
            )
        )
        self.differences.counted.connect(self._name_differences)
        look.changed.connect(self._tint)
        self._tint()
        self.show_step(None)

    def _arrange(self) -> None:
        for name in TABS:
            self.tabs.addTab(tr(name))
        bar = QFrame()
        bar.setProperty("bar", True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 0, 16, 0)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.pill)
        row.addWidget(self.compare)
        timing = QScrollArea(widgetResizable=True)
        timing.setAccessibleName(tr("Timing"))
        timing.setWidget(self.timing)
        for page in (
            self.body,
            self.headers,
            self.cookies,
            timing,
            self.request,
            self.differences,
        ):
            self._pages.addWidget(page)
        self.tabs.setTabVisible(DIFFERENCES, False)
        notes = QVBoxLayout()
        notes.setContentsMargins(12, 0, 12, 0)
        notes.setSpacing(0)
        for note in (self.banner, self.notice, self._hop_row):
            notes.addWidget(note)
        hops = QHBoxLayout(self._hop_row)
        hops.setContentsMargins(0, 8, 0, 0)
        hops.addWidget(self.hops)
        content = QFrame()
        content.setProperty("panel", True)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(notes)
        column.addWidget(self._pages, 1)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def add_page(self, name: str, page: QWidget) -> int:
        """Add a tab of somebody else's, hidden until `set_page_visible`; its position."""
        self._pages.addWidget(page)
        position = self.tabs.addTab(name)
        self.tabs.setTabVisible(position, False)
        return position

    def set_page_visible(self, position: int, visible: bool) -> None:
        """Show or hide a tab that `add_page` made."""
        self.tabs.setTabVisible(position, visible)

    @property
    def finished(self) -> StepFinished | None:
        """How the step that is shown ended; None when none is shown."""
        return self._finished

    def compare_with(self, before: StepFinished | None, name: str) -> None:
        """Show what differs from an earlier end of the step that is shown.

        Args:
            before: How it ended then; None when it was not reached.
            name: What that run is called ("the run of 14:02").
        """
        if self._finished is not None:
            first = not self.tabs.isTabVisible(DIFFERENCES)
            self.tabs.setTabVisible(DIFFERENCES, True)
            self.differences.show_between(before, self._finished, name)
            if first:
                self.tabs.setCurrentIndex(DIFFERENCES)

    def end_comparison(self) -> None:
        """Compare with nothing any more."""
        self.tabs.setTabVisible(DIFFERENCES, False)
        if self.tabs.currentIndex() == DIFFERENCES:
            self.tabs.setCurrentIndex(BODY)

    def _name_differences(self, count: int) -> None:
        self.tabs.setTabText(DIFFERENCES, f"{tr('Changes')} {count:,}".removesuffix(" 0"))

    def show_step(self, finished: StepFinished | None) -> None:
        """Show how a step ended; None when it has not, or none is chosen."""
        if finished is self._finished and finished is not None:
            return
        self._finished = finished
        self.helper.drop()
        if finished is None:
            self.empty.setText(tr(EMPTY))
            self._whole.setCurrentIndex(0)
            return
        self._step = finished.step
        self._whole.setCurrentIndex(1)
        self._show_outcome(finished)
        self._fill_hops(finished.exchanges)
        if finished.exchanges:
            self._show_hop(len(finished.exchanges) - 1)
        else:
            self._show_output(finished)
        self.shown.emit()

    def _tint(self) -> None:
        self.compare.setIcon(icon("compare", self._look.theme.text, 14))

    def _show_outcome(self, finished: StepFinished) -> None:
        self.notice.say("", "warning")
        if finished.error is not None:
            kind = finished.error.kind.replace("-", " ")
            self.banner.say(f"{finished.error.message} ({kind})", "error")
        else:
            self.banner.say("\n".join(finished.warnings), "warning")

    def _fill_hops(self, exchanges: tuple[Exchange, ...]) -> None:
        self.hops.blockSignals(True)
        self.hops.clear()
        for number, exchange in enumerate(exchanges, 1):
            self.hops.addItem(
                f"{number}   {status_text(exchange)}   {exchange.method} {exchange.url}"
            )
        self.hops.setCurrentIndex(len(exchanges) - 1)
        self._hop_row.setVisible(len(exchanges) > 1)
        self.hops.blockSignals(False)

    def _show_hop(self, position: int) -> None:
        finished = self._finished
        if finished is None or not 0 <= position < len(finished.exchanges):
            return
        exchange = finished.exchanges[position]
        is_last = position == len(finished.exchanges) - 1
        self._name_tabs(exchange)
        self._say_status(status_text(exchange), status_tone(exchange.status))
        self._show_body(exchange, ("response", "body"))
        names = [name.lower() for name, _ in exchange.headers]
        references = [reference_text(self._step, ("response", "headers", name)) for name in names]
        self.headers.show_rows(exchange.headers, references if is_last else ())
        self.cookies.show_rows(cookie_rows(exchange.headers))
        self.timing.show_exchange(exchange)
        self.request.show_exchange(exchange)

    def _say_status(self, words: str, tone: str) -> None:
        """Show a status beside the tabs; where there is little room, its code alone."""
        self._status = (words, tone)
        others = self.tabs.sizeHint().width() + self.compare.sizeHint().width() + BESIDE_TABS
        code, _, phrase = words.partition(" ")
        fits = others + pill_size(words, self._look).width() <= self.width()
        fits = fits or not code.isdigit() or not phrase
        self.pill.set(words if fits else code, tone)
        self.pill.setToolTip("" if fits else words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the tabs."""
        super().resizeEvent(event)
        self._say_status(*self._status)

    def _show_output(self, finished: StepFinished) -> None:
        """A step that sends nothing has an output all the same."""
        words = tr(finished.summary or finished.status.value)
        self._name_tabs(None)
        self._say_status(words, TONES.get(finished.status, ""))
        if path := finished.shown_path or finished.output_path:
            self._show_kept(finished, path)
        elif finished.sample is not None:
            data = pretty(finished.sample).encode()
            self.body.show_body(make_body(data, "application/json"), self._step, ())
        else:
            self.body.say_nothing(tr("The step has no output."))

    def _show_kept(self, finished: StepFinished, path: str) -> None:
        """A large output, which a run keeps in a file with more than itself."""
        if not Path(path).exists():
            self._body_is_gone(tr("the file is gone"))
            return

        def show(body: Body) -> None:
            if finished is self._finished:
                self.body.show_body(body, finished.step, ())

        self.body.say_nothing(tr("Reading the output…"))
        unwrapped(path, self.helper, show, self._body_is_gone)

    def _show_body(self, exchange: Exchange, base: tuple[str, ...]) -> None:
        try:
            body = open_body(exchange.body)
        except OSError as error:
            self._body_is_gone(error.strerror or tr("unknown reason"))
            return
        if len(body.data):
            self.body.show_body(body, self._step, base, exchange.url)
        else:
            self.body.say_nothing(_no_body(exchange))

    def _body_is_gone(self, reason: str) -> None:
        self.body.say_nothing(tr("The body is not there any more."))
        words = tr("The body cannot be read any more ({why}). Run the step again.", why=reason)
        self.notice.say(words, "warning")

    def _name_tabs(self, exchange: Exchange | None) -> None:
        sent = exchange is not None
        self.tabs.setTabText(BODY, tr("Body") if sent else tr("Output"))
        for tab in (HEADERS, COOKIES, TIMING, REQUEST):
            self.tabs.setTabVisible(tab, sent)
        if exchange is None:
            if HEADERS <= self.tabs.currentIndex() <= REQUEST:
                self.tabs.setCurrentIndex(BODY)
            return
        cookies = len(cookie_rows(exchange.headers))
        self.tabs.setTabText(HEADERS, f"{tr('Headers')} {len(exchange.headers)}".removesuffix(" 0"))
        self.tabs.setTabText(COOKIES, f"{tr('Cookies')} {cookies}".removesuffix(" 0"))


def _no_body(exchange: Exchange) -> str:
    """Why there is no body to be seen."""
    if exchange.status is None:
        return tr("No response came, so there is no body. The message above says why.")
    if exchange.method == "HEAD":
        return tr("A HEAD request is answered without a body. Headers has what came.")
    if exchange.status in (204, 304):
        return tr("{status} says that there is no body.", status=status_text(exchange))
    return tr("The response has no body.")
