"""What a tab says when another program changed the file of its workflow."""

from __future__ import annotations

from collections.abc import Callable

from builder.app.notice import NoticeBar
from builder.document.flow_file import FileProblem, FlowFile
from builder.look.language import tr
from builder.model.shown_name import shown_name

KEY = "disk"
"""Of the notice among those of the tab."""


def tell_of_change(
    file: FlowFile, notices: NoticeBar, save: Callable[[], object], compare: Callable[[], object]
) -> None:
    """Say what happened to a file, and offer what can be done; nothing here is touched.

    Args:
        file: The open workflow and its file.
        notices: Where it is said.
        save: Writes it to its file.
        compare: Shows it beside what the file says.
    """
    name, keep = shown_name(file.document.name), (tr("Keep mine"), file.keep_mine)
    if file.gone:
        said = tr(
            "The file of “{name}” was deleted by another program. The workflow stays open "
            "here; save to write its file again.",
            name=name,
        )
        notices.say(KEY, said, [(tr("Save"), save)], "warning")
        return
    if file.fault:
        said = tr(
            "“{name}” cannot be read any more as it lies on disk now: {why} What you see here "
            "is what it said before.",
            name=name,
            why=file.fault,
        )
        notices.say(KEY, said, [keep], "warning")
        return

    def compare_and_stay() -> None:
        compare()
        tell_of_change(file, notices, save, compare)

    said = tr(
        "“{name}” was changed on disk by another program. What you see here is untouched.",
        name=name,
    )
    choices = [
        (tr("Reload"), lambda: _reload(file, notices)),
        (tr("Compare"), compare_and_stay),
        keep,
    ]
    notices.say(KEY, said, choices, "warning")


def _reload(file: FlowFile, notices: NoticeBar) -> None:
    try:
        file.reload()
    except FileProblem as problem:
        notices.say(KEY, f"{tr('It cannot be reloaded.')} {problem.sentence}", tone="error")
