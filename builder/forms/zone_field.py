"""A time zone, and below it the next times of the schedule that is edited."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

from pydantic import BaseModel
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from builder.forms.context import FormContext
from builder.forms.pick_field import PickField
from builder.look.language import tr
from builder.model.schedule import ScheduleFault, zone_names
from builder.model.ui import Ui

SHOWN = 5
REFRESH_MS = 20_000
"""Times that are over make room for later ones this often."""


@runtime_checkable
class Timed(Protocol):
    """A model that knows its next times."""

    def next_times(self, after: datetime, count: int) -> tuple[datetime, ...]:
        """See `builder.steps.schedule.Schedule.next_times`."""
        ...


class ZoneField(PickField):
    """An IANA time zone, typed with completion."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, zone_names, parent)
        self._owner: Timed | None = None
        self.heading = QLabel(tr("Next {n} times", n=SHOWN), self)
        self.heading.setProperty("muted", True)
        self.heading.setProperty("small", True)
        self.times = QLabel(self)
        self.times.setFont(context.look.font(12, code=True))
        self.times.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.times.setAccessibleName(self.heading.text())
        self.finish()
        self.body.addSpacing(6)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.times)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    def set_owner(self, value: BaseModel) -> None:
        """Show the times of another schedule."""
        self._owner = value if isinstance(value, Timed) else None
        self.refresh()

    def refresh(self) -> None:
        """Show the next times from now; none while the schedule cannot be followed."""
        lines = self._lines()
        self.heading.setVisible(bool(lines))
        self.times.setVisible(bool(lines))
        self.times.setText("\n".join(lines))

    def _lines(self) -> list[str]:
        if self._owner is None:
            return []
        try:
            found = self._owner.next_times(datetime.now(UTC), SHOWN)
        except ScheduleFault:
            return []
        return [_shown(moment) for moment in found]


def _shown(moment: datetime) -> str:
    """A time as people read it, with its distance from UTC, which changes with the clocks."""
    offset = moment.strftime("%z")
    return f"{moment:%a %Y-%m-%d %H:%M:%S} {offset[:3]}:{offset[3:]}"
