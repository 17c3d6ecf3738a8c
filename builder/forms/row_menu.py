"""What can be done with a whole row: the actions of its ⋮ and of its texts' context menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from builder.forms import row_edits
from builder.forms.bulk import AnyRow
from builder.look.language import tr

Rows = tuple[AnyRow, ...]


def add_row_actions(menu: QMenu, rows: Rows, index: int, apply: Callable[[Rows], None]) -> None:
    """Add the actions of one row to a menu.

    Args:
        menu: Where they are added, behind a line when there is something before.
        rows: All rows of the table.
        index: The row that is meant.
        apply: Called with the next rows when an action is chosen.
    """
    row = rows[index]
    if not menu.isEmpty():
        menu.addSeparator()
    entries: tuple[tuple[str, Callable[[], Rows], bool], ...] = (
        (
            tr("Turn row off" if row.enabled else "Turn row on"),
            partial(_toggled, rows, index),
            True,
        ),
        (tr("Duplicate row"), partial(row_edits.doubled, rows, index), True),
        (tr("Move up") + "\tAlt+↑", partial(row_edits.stepped, rows, index, -1), index > 0),
        (
            tr("Move down") + "\tAlt+↓",
            partial(row_edits.stepped, rows, index, 1),
            index < len(rows) - 1,
        ),
        (tr("Delete row"), partial(row_edits.without, rows, index), True),
    )
    for text, after, possible in entries:
        action = QAction(text, menu)
        action.setEnabled(possible)
        action.triggered.connect(partial(_apply, apply, after))
        menu.addAction(action)


def _apply(apply: Callable[[Rows], None], after: Callable[[], Rows], checked: bool = False) -> None:
    apply(after())


def _toggled(rows: Rows, index: int) -> Rows:
    changed = rows[index].model_copy(update={"enabled": not rows[index].enabled})
    return (*rows[:index], changed, *rows[index + 1 :])
