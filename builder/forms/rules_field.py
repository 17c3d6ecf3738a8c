"""The rules editor: groups of rules, "and" inside a group, "or" between groups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.forms.choice_field import Choice, add_heading
from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field
from builder.forms.live import LiveLine
from builder.forms.rules_now import RulesNow
from builder.forms.text_box import TextBox
from builder.forms.tinted import tinted
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.model.rules import OPERATORS, Family, Operator, Rule, RuleSet
from builder.model.ui import Ui

FIRST = Operator.EQUALS
"""What a new rule compares by."""
FAMILY_HINTS = {
    Family.STRING: "Text or {{ variable",
    Family.NUMBER: "A number or {{ variable",
    Family.DATE: "2026-01-31T09:30:00Z or {{ variable",
}
"""What the right side is to be, by what the operator compares."""
HINTS = {
    Operator.IS_IN: "a, b, c or {{ variable",
    Operator.IS_NOT_IN: "a, b, c or {{ variable",
    Operator.MATCHES_REGEX: "Regular expression",
}
Groups = tuple[tuple[Rule, ...], ...]
EMPTY = Rule(operator=FIRST)


class RuleRow(QWidget):
    """One rule: what is looked at, the operator, and what it is compared with.

    Signals:
        edited: The rule, and the field of it that was typed into ("" for the operator).
        removed: The cross was pressed.
    """

    edited = Signal(object, str)
    removed = Signal()

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.rule = EMPTY
        self.left = TextBox(context, parent=self)
        self.left.edit.set_hint(tr("Value or {{ variable"))
        self.right = TextBox(context, parent=self)
        self.right.edit.set_hint(tr("Compared with"))
        self.operator = self._operators(context)
        self.cross = QToolButton(self)
        tinted(self.cross, "close", context.look)
        self.cross.setIconSize(QSize(14, 14))
        self.cross.setToolTip(tr("Remove this rule"))
        self.live = LiveLine(context, parent=self)
        self._lay_out()
        self.left.edited.connect(partial(self._typed, "left"))
        self.right.edited.connect(partial(self._typed, "right"))
        self.right.edit.focused.connect(self._show_value)
        self.operator.activated.connect(self._chosen)
        self.cross.clicked.connect(self.removed.emit)
        self.left.edit.entered.connect(self.operator.setFocus)

    def name(self, number: int) -> None:
        """Tell screen readers which rule of the field this is."""
        place = tr("Rule {n}", n=number)
        self.setAccessibleName(place)
        self.left.edit.setAccessibleName(f"{place}: {tr('Left side')}")
        self.right.edit.setAccessibleName(f"{place}: {tr('Right side')}")
        self.cross.setAccessibleName(f"{place}: {tr('Remove this rule')}")
        name_choice(self.operator, f"{place}: {tr('Operator')}")

    def _operators(self, context: FormContext) -> Choice:
        choice = Choice(self)
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        choice.setFixedHeight(32)
        choice.setMaxVisibleItems(32)
        for family, members in groupby(OPERATORS, key=lambda one: OPERATORS[one].family):
            add_heading(choice, tr(str(family)), context.look.theme.muted)
            for member in members:
                choice.addItem(tr(OPERATORS[member].label), member.value)
        return choice

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.left, 0, 0, 1, 2)
        grid.addWidget(self.cross, 0, 2)
        grid.addWidget(self.operator, 1, 0)
        grid.addWidget(self.right, 1, 1, 1, 2)
        grid.addWidget(self.live, 2, 0, 1, 3)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)

    def set_rule(self, rule: Rule) -> None:
        """Show a rule."""
        self.rule = rule
        self.left.set_text(rule.left)
        self.right.set_text(rule.right)
        row = self.operator.findData(rule.operator.value)
        if row != self.operator.currentIndex():
            self.operator.setCurrentIndex(row)
        notes = OPERATORS[rule.operator]
        self.right.setVisible(notes.operands > 1)
        hint = tr(HINTS.get(rule.operator, FAMILY_HINTS.get(notes.family, "")))
        self.right.edit.set_hint(hint)
        self._show_value()

    def _show_value(self) -> None:
        """Below stands what the side comes to that has the keys; the left one for neither."""
        at_right = self.right.edit.hasFocus() and not self.right.isHidden()
        self.live.show_text(self.rule.right if at_right else self.rule.left)

    def _typed(self, name: str, text: str) -> None:
        self.set_rule(self.rule.model_copy(update={name: text}))
        self.edited.emit(self.rule, name)

    def _chosen(self, row: int) -> None:
        operator = Operator(self.operator.itemData(row))
        if operator is not self.rule.operator:
            self.set_rule(self.rule.model_copy(update={"operator": operator}))
            self.edited.emit(self.rule, "")


class RulesField(Field):
    """A `RuleSet`. An empty one shows one empty rule, which begins to exist when it is typed in."""

    block = True

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, parent)
        self._groups: Groups = ()
        self._shape: tuple[int, ...] = ()
        self.rows: list[list[RuleRow]] = []
        self._stops: list[QWidget] = []
        self._holder = QWidget(self)
        self.body.addWidget(self._holder)
        self.now = RulesNow(context, self)
        self.body.addWidget(self.now)
        self.finish()
        self.set_value(RuleSet())

    def set_value(self, value: RuleSet) -> None:
        """Show rules; editors are made anew only when there are more or fewer rules."""
        self._groups = value.groups
        shown = tuple(group or (EMPTY,) for group in value.groups) or ((EMPTY,),)
        shape = tuple(len(group) for group in shown)
        if shape != self._shape:
            self._shape = shape
            self._rebuild()
        for widgets, group in zip(self.rows, shown, strict=True):
            for widget, rule in zip(widgets, group, strict=True):
                widget.set_rule(rule)
        if not self.context.own:  # the page they are about is not there yet
            self.now.show_rules(value)

    def _rebuild(self) -> None:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.rows = []
        self._stops = []
        for index, count in enumerate(self._shape):
            if index:
                column.addWidget(self._word(tr("or"), holder))
            self.rows.append([])
            column.addWidget(self._group(index, count, holder))
        help_text = tr("Another group: the rules hold when any group does")
        more = self._button(tr("+ Or"), help_text, holder)
        more.clicked.connect(self._add_group)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._stops.append(more)
        self.body.replaceWidget(self._holder, holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = holder
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Let Tab come by where the rules are seen: they were made after all that stands below."""
        before = self._stop_before()
        for stop in self._stops:
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop

    def _stop_before(self) -> QWidget | None:
        """Where Tab is before it comes to the rules."""
        found = self.previousInFocusChain()
        while found is not None and found is not self:
            if found.focusPolicy() & Qt.FocusPolicy.TabFocus and not self.isAncestorOf(found):
                return found
            found = found.previousInFocusChain()
        return None

    def _group(self, index: int, count: int, parent: QWidget) -> QWidget:
        group = QWidget(parent)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for position in range(count):
            if position:
                column.addWidget(self._word(tr("and"), group))
            row = RuleRow(self.context, group)
            row.edited.connect(partial(self._rule_edited, index, position))
            row.removed.connect(partial(self._remove, index, position))
            before = sum(map(len, self.rows[:index]))
            row.name(before + position + 1)
            self.rows[index].append(row)
            self._stops += (row.left.edit, row.cross, row.operator, row.right.edit)
            column.addWidget(row)
        more = self._button(tr("+ And"), tr("Another rule that must hold as well"), group)
        more.clicked.connect(partial(self._add_rule, index))
        self._stops.append(more)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return group

    def _word(self, text: str, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        word = QLabel(text, line)
        word.setProperty("muted", True)
        word.setProperty("small", True)
        row.addWidget(word)
        rule = QFrame(line)
        rule.setProperty("rule", True)
        row.addWidget(rule, 1)
        return line

    def _button(self, text: str, help_text: str, parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        button.setProperty("flat", True)
        button.setToolTip(help_text)
        return button

    def _whole(self) -> list[list[Rule]]:
        return [list(group) or [EMPTY] for group in self._groups] or [[EMPTY]]

    def _rule_edited(self, index: int, position: int, rule: Rule, name: str) -> None:
        groups = self._whole()
        groups[index][position] = rule
        self._emit(groups, f"groups.{index}.{position}.{name}" if name else ALONE)

    def _add_rule(self, index: int) -> None:
        groups = self._whole()
        groups[index].append(EMPTY)
        self._emit(groups)
        self.rows[index][-1].left.edit.setFocus()

    def _add_group(self) -> None:
        self._emit([*self._whole(), [EMPTY]])
        self.rows[-1][0].left.edit.setFocus()

    def _remove(self, index: int, position: int) -> None:
        groups = self._whole()
        del groups[index][position]
        self._emit([group for group in groups if group])
        left = [row for group in self.rows for row in group]
        place = sum(map(len, groups[:index])) + position
        left[min(place, len(left) - 1)].left.edit.setFocus()

    def _emit(self, groups: list[list[Rule]], place: str = ALONE) -> None:
        value = RuleSet(groups=tuple(tuple(group) for group in groups))
        self.set_value(value)
        self.edited.emit(value, place)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the sides, and say the sentences below."""
        for index, group in enumerate(self.rows):
            for position, row in enumerate(group):
                place = f"groups.{index}.{position}"
                row.left.set_bad(problems.get(f"{place}.left", problems.get(place, "")))
                row.right.set_bad(problems.get(f"{place}.right", ""))
        super().set_problems(problems)
