"""Names of widgets that Qt does not tell screen readers by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


def name_choice(choice: QComboBox, name: str, problem: str = "") -> None:
    """Name a combo box, and say the name behind it as well, then tooltip and problem.

    On Linux Qt tells screen readers what is chosen in place of the name.

    Args:
        choice: The combo box; its tooltip is set already.
        name: What is chosen here ("Method").
        problem: What is wrong with what is chosen; empty for nothing.
    """
    choice.setAccessibleName(name)
    said = dict.fromkeys(filter(None, (name, choice.toolTip(), problem)))
    choice.setAccessibleDescription(". ".join(part.rstrip(".") for part in said))
