"""The language of the interface: every text on screen passes through here.

Texts are written in English where they are shown and looked up in Qt's translation system. Numbers
and names are put in after the lookup, so that a translation can order them as its grammar wants.
What also goes to logs, reports and the command line (errors of a run, problems of a step) stays
English: people search for it and send it on.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from builder import resource

CONTEXT = "steploom"
ENGLISH = "en"
"""Code of the language the texts are written in; it needs no file."""
FOLDER, PREFIX, SUFFIX = "translations", "steploom_", ".qm"
_QT_TEXTS = "qtbase_"


def tr(text: str, **values: object) -> str:
    """A text of the interface in the user's language.

    Args:
        text: The English text, a literal; `{name}` stands for a value.
        values: What to put in, by name. Without any, braces in the text stay as they are.
    """
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format(**_as_read(values)) if values else found


def tr_count(one: str, many: str, n: int, **values: object) -> str:
    """A text that depends on a number: `tr_count("{n} step", "{n} steps", 3)`.

    Args:
        one: The English text for one, a literal.
        many: The English text for all other numbers, a literal.
        n: The number, put in for `{n}`.
        values: Further values by name.
    """
    found = QCoreApplication.translate(CONTEXT, many, one, n)
    if found == many and n == 1:
        found = one
    return found.format(**_as_read({"n": n, **values}))


def grouped(n: int) -> str:
    """A whole number with its digits grouped as the language does ("12,345")."""
    return f"{_Whole(n):,}"


class _Whole(int):
    """A whole number whose format "," groups digits as the language does."""

    def __format__(self, form: str) -> str:
        """The number as text."""
        grouping = tr("1,000")[1]
        return super().__format__(form).replace(",", grouping)


def _as_read(values: dict[str, object]) -> dict[str, object]:
    return {name: _Whole(one) if type(one) is int else one for name, one in values.items()}


def languages() -> tuple[tuple[str, str], ...]:
    """The languages the interface speaks: ISO 639 code and own name ("de", "Deutsch")."""
    files = resource.path(FOLDER).glob(f"{PREFIX}*{SUFFIX}")
    codes = sorted(file.name.removeprefix(PREFIX).removesuffix(SUFFIX) for file in files)
    others = ((code, QLocale(code).nativeLanguageName()) for code in codes)
    return ((ENGLISH, "English"), *others)  # Qt would say which English


def system_language() -> str:
    """The first language of the system's list that the interface speaks; English when none is."""
    known = {code for code, _ in languages()}
    wanted = (name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in known), ENGLISH)


def install(application: QGuiApplication, code: str = "") -> str:
    """Let the interface speak a language from now on; what is on screen already stays as it is.

    Args:
        application: Gets the translations, ours and those of Qt's own texts, and the direction of
            reading.
        code: A code of `languages()`; empty, or one that is not among them, for the system's.

    Returns:
        The code of the language that is spoken now.
    """
    for before in application.findChildren(_Texts):
        application.removeTranslator(before)
        before.setParent(None)
    chosen = code if code in {known for known, _ in languages()} else system_language()
    if chosen != ENGLISH:
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Ours last: the translator that came last is asked first.
        _Texts(application).load_from(f"{qt_folder}/{_QT_TEXTS}{chosen}{SUFFIX}")
        _Texts(application).load_from(str(resource.path(FOLDER, f"{PREFIX}{chosen}{SUFFIX}")))
    application.setLayoutDirection(QLocale(chosen).textDirection())
    return chosen


class _Texts(QTranslator):
    """The texts of one file, asked by the application it belongs to."""

    def load_from(self, file: str) -> None:
        """Read the file; Qt's own may be missing in a small bundle, its few texts stay English."""
        application = self.parent()
        assert isinstance(application, QGuiApplication)
        if self.load(file):
            application.installTranslator(self)
