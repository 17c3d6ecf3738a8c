"""What rules come to by the values of the last tests, shown below them while they are edited."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from builder.document.variables import Variables
from builder.forms.context import FormContext
from builder.look.language import tr
from builder.look.pill import Pill
from builder.model.rules import RuleError, RuleSet, evaluate
from builder.model.scope import UnresolvedReference
from builder.model.template import TemplateError

DELAY = 120
"""Milliseconds of rest before changed rules are evaluated."""
REGEX_SECONDS = 0.02
"""The window waits no longer for a regular expression."""


@dataclass(frozen=True, slots=True)
class Now:
    """What rules come to.

    Attributes:
        holds: Whether they hold; None while that cannot be said.
        reason: Why not; empty when nothing is missing or there is no rule.
    """

    holds: bool | None = None
    reason: str = ""


def now(rules: RuleSet, variables: Variables) -> Now:
    """Whether rules hold by the samples."""
    if not any(rules.groups):
        return Now()
    try:
        return Now(evaluate(rules, variables.scope(), REGEX_SECONDS))
    except (RuleError, TemplateError) as problem:
        return Now(reason=str(problem))
    except UnresolvedReference as problem:
        number = problem.reference.step
        if number is not None and not variables.has_sample(number):
            return Now(reason=tr("known once step {n} has been tested", n=number))
        return Now(reason=problem.message)


class RulesNow(QWidget):
    """The line "Now: Yes"; takes no room while there is no rule."""

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._rules = RuleSet()
        self.word = QLabel(tr("Now:"), self)
        self.pill = Pill(context.look, parent=self)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        for label in (self.word, self.reason):
            label.setProperty("muted", True)
        row.addWidget(self.word)
        row.addWidget(self.pill)
        row.addWidget(self.reason, 1)
        self._timer = QTimer(self, interval=DELAY, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        context.variables.changed.connect(self._timer.start)
        self.hide()

    def show_rules(self, rules: RuleSet) -> None:
        """Evaluate these rules as soon as typing rests."""
        self._rules = rules
        self._timer.start()

    def refresh(self) -> None:
        """Evaluate now."""
        self._timer.stop()
        found = now(self._rules, self._context.variables)
        known = found.holds is not None
        self.pill.set(tr("Yes" if found.holds else "No") if known else "", _tone(found))
        self.pill.setVisible(known)
        self.reason.setText(found.reason)
        self.setVisible(known or bool(found.reason))
        self.setAccessibleName(tr("Now: {value}", value=self.pill.text or found.reason))


def _tone(found: Now) -> str:
    return "ok" if found.holds else "warning"
