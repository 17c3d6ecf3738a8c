"""The body of a response, looked at in one of five ways, searched and filtered."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from builder.look.language import tr, tr_count
from builder.look.theme import Look
from builder.model.amounts import size_text
from builder.viewer.body import Body, Nature, make_body
from builder.viewer.body_bar import BodyBar
from builder.viewer.body_menu import COPY_REFERENCE, Offer, body_menu, to_clipboard
from builder.viewer.body_pages import MODES, BodyPages, Mode
from builder.viewer.filtering import Filtering, Matches
from builder.viewer.helper import Helper
from builder.viewer.naming import Naming, Path
from builder.viewer.preparing import prepared
from builder.viewer.saving import ask_and_save


class BodyTab(QWidget):
    """The bar above, the body below.

    Signals:
        notice: Something to tell the user; empty when there is nothing any more.
    """

    notice = Signal(str)

    def __init__(self, look: Look, helper: Helper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._helper = helper
        self._whole: Body | None = None
        self._body: Body | None = None
        self._naming = Naming(0)
        self._url = ""
        self._amount = ("", "")
        self._chosen: dict[Nature, Mode] = {}
        self.bar = BodyBar(look)
        self.search = self.bar.search
        self.pages = BodyPages(look, helper, self.search)
        self.filtering = Filtering(helper, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self.bar.chosen.connect(self._choose)
        self.bar.menu_requested.connect(self._menu)
        self.pages.menu_requested.connect(self._menu)
        self.pages.notice.connect(self.notice)
        self.pages.unreadable.connect(self._not_json)
        self.search.searched.connect(self.pages.look_for)
        self.search.filtered.connect(self._filter)
        self.search.walked.connect(self._walk)
        self.search.left.connect(self.pages.focus_page)
        self.filtering.found.connect(self._show_matches)
        self.filtering.failed.connect(self._say_fault)
        self.filtering.began.connect(lambda: self.bar.amount.setText(tr("Filtering…")))
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.start_search),
            (QKeySequence(COPY_REFERENCE), self.copy_reference),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    @property
    def mode(self) -> Mode:
        """How the body is shown."""
        return self.bar.mode

    def show_body(self, body: Body, step: int, base: Path, url: str = "") -> None:
        """Show a body that stands at the path `base` of a step's output and came from `url`."""
        self._helper.drop()
        self.filtering.stop()
        self.bar.say_fault("")
        self._whole = None
        if step != self._naming.step and self.search.filters_by:
            self.search.field.clear()  # a path into one response says nothing of another
        self._whole, self._naming, self._url = body, Naming(step, base), url
        self.notice.emit(_charset_notice(body))
        if body.to_recode:
            self.say_nothing(tr("Reading the text…"))
            prepared(body, self._helper, self._show, self.say_nothing)
        else:
            self._show(body)

    def say_nothing(self, words: str) -> None:
        """Show a sentence instead of a body."""
        self._body = None
        self.bar.hide()
        self.pages.say_nothing(words)

    def _show(self, body: Body) -> None:
        modes = MODES[body.nature]
        if not modes:
            self.say_nothing(tr("The response has no body."))
            return
        self._whole = self._body = body
        self.bar.show()
        self.bar.allow(modes)
        self.search.allow_filter(body.nature is Nature.JSON)
        self._tell_amount(size_text(len(body.data)), body.media_type)
        self._set_mode(self._chosen.get(body.nature, modes[0]))
        self._filter(self.search.filters_by)

    def set_mode(self, mode: Mode) -> None:
        """Show the body in another way."""
        self.notice.emit("")
        self._set_mode(mode)

    def _set_mode(self, mode: Mode) -> None:
        if self._body is not None:
            self.bar.set_mode(mode)
            self.pages.show_body(self._body, mode, self._naming)

    def start_search(self) -> None:
        """Go to the search field; from Preview to the text, or the bytes, first."""
        if not self.search.isEnabled() and self._body is not None:
            is_image = self._body.nature is Nature.IMAGE
            self.set_mode(Mode.HEX if is_image else Mode.RAW)
        self.search.field.setFocus()
        self.search.field.selectAll()

    def copy_reference(self) -> None:
        """Copy the reference to the value that is chosen, or that the caret stands in."""
        path = self.pages.current_path()
        reference = "" if path is None else self._naming.reference(path)
        if reference:
            to_clipboard(reference)

    def _choose(self, mode: Mode) -> None:
        if self._body is not None:
            self._chosen[self._body.nature] = mode
            self.set_mode(mode)

    def _not_json(self, reason: str) -> None:
        if self.mode in (Mode.PRETTY, Mode.TREE):
            self._set_mode(Mode.RAW)
        self.notice.emit(reason)

    def _walk(self, step: int) -> None:
        if self.search.filters_by:
            self.filtering.hurry()
        else:
            self.pages.walk(step)

    def _filter(self, expression: str) -> None:
        whole = self._whole
        if whole is None:
            return
        if expression:
            self.filtering.filter(whole, expression)
            return
        self.filtering.stop()
        self.bar.say_fault("")
        if self._naming.places is not None:
            self._naming = Naming(self._naming.step, self._naming.base)
            self._body = whole
            self._tell_amount(size_text(len(whole.data)), whole.media_type)
            self._set_mode(self.mode)

    def _show_matches(self, matches: Matches) -> None:
        self.bar.say_fault("")
        self._naming = Naming(self._naming.step, self._naming.base, matches.places)
        self._body = matches.body
        count = tr_count("{n:,} match", "{n:,} matches", matches.total)
        shown = len(matches.places)
        if shown < matches.total:
            count = tr("{n} of {total} matches", n=f"{shown:,}", total=f"{matches.total:,}")
        self._tell_amount(count, tr("Read as {path}", path=matches.expression))
        if matches.total:
            self._set_mode(self.mode)
        else:
            path = matches.expression
            self.pages.say_nothing(tr("Nothing in this body matches {path}", path=path))

    def _say_fault(self, words: str) -> None:
        """Say why nothing was found; what was found before stays, and how much that is."""
        self.bar.say_fault(words)
        self._tell_amount(*self._amount)

    def _tell_amount(self, words: str, help: str = "") -> None:
        self._amount = (words, help)
        self.bar.amount.setText(words)
        self.bar.amount.setToolTip(help)

    def _menu(self, point: QPoint) -> None:
        if self._body is not None:
            body_menu(self, self._offer(self._body)).popup(point)

    def _offer(self, body: Body) -> Offer:
        pages, path = self.pages, self.pages.current_path()
        is_text = body.nature not in (Nature.IMAGE, Nature.BINARY)
        view = pages.view
        return Offer(
            save=self.save,
            copy=view.copy if pages.is_text and not view.selection.empty else None,
            copy_value=None if path is None else lambda: pages.copy_value(path),
            reference="" if path is None else self._naming.reference(path),
            expression="" if path is None else self._naming.expression(path),
            select_all=view.select_all if pages.is_text else None,
            read_as=self._read_as if is_text and self._naming.places is None else None,
            charset=body.charset,
        )

    def _read_as(self, charset: str) -> None:
        whole = self._whole
        if whole is not None:
            body = make_body(whole.data, f"{whole.media_type}; charset={charset}", whole.path)
            self.show_body(body, self._naming.step, self._naming.base, self._url)

    def save(self) -> None:
        """Ask where to save the body, or the filtered values, and save them."""
        if self._body is not None:
            ask_and_save(self, self._body, self._url, self.notice.emit)


def _charset_notice(body: Body) -> str:
    if not body.unknown_charset:
        return ""
    name = body.unknown_charset
    return tr(
        "The charset “{name}” is unknown; the text is read as UTF-8. The menu can change that.",
        name=name,
    )
