"""The language of the interface: every text on screen passes through here.

Texts are written in English where they are shown and looked up in Qt's translation system. Numbers
and names are put in after the lookup, so that a translation can order them as its grammar wants.
What also goes to logs, reports and the command line (errors of a run, problems of a step) stays
English: people search for it and send it on.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "steploom"


def tr(text: str, **values: object) -> str:
    """A text of the interface in the user's language.

    Args:
        text: The English text, a literal; `{name}` stands for a value.
        values: What to put in, by name. Without any, braces in the text stay as they are.
    """
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format(**values) if values else found


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
    return found.format(n=n, **values)
