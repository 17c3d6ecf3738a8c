"""What a tab says when another program changed the file of its workflow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from builder.document.flow_file import FileProblem
from builder.look.language import tr
from builder.model.shown_name import shown_name

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab

KEY = "disk"
"""Under which the tab's notices keep it."""


def tell_of_change(tab: FlowTab, save: Callable[[], object], compare: Callable[[], object]) -> None:
    """Say what happened to a file, and offer what can be done; nothing here is touched.

    Args:
        tab: The open workflow.
        save: Writes it to its file.
        compare: Shows it beside what the file says.
    """
    name, keep = shown_name(tab.document.name), (tr("Keep mine"), tab.file.keep_mine)
    if tab.file.gone:
        said = tr(
            "The file of “{name}” was deleted by another program. The workflow stays open "
            "here; save to write its file again.",
            name=name,
        )
        tab.notices.say(KEY, said, [(tr("Save"), save)], "warning")
        return
    if tab.file.fault:
        said = tr(
            "“{name}” cannot be read any more as it lies on disk now: {why} What you see here "
            "is what it said before.",
            name=name,
            why=tab.file.fault,
        )
        tab.notices.say(KEY, said, [keep], "warning")
        return

    def compare_and_stay() -> None:
        compare()
        tell_of_change(tab, save, compare)

    said = tr(
        "“{name}” was changed on disk by another program. What you see here is untouched.",
        name=name,
    )
    choices = [(tr("Reload"), lambda: _reload(tab)), (tr("Compare"), compare_and_stay), keep]
    tab.notices.say(KEY, said, choices, "warning")


def _reload(tab: FlowTab) -> None:
    try:
        tab.file.reload()
    except FileProblem as problem:
        tab.notices.say(KEY, f"{tr('It cannot be reloaded.')} {problem.sentence}", tone="error")
