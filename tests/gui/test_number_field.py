"""Numbers typed into a field."""

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field as Limits
from pytestqt.qtbot import QtBot

from builder.forms.number_field import NumberField
from builder.model.ui import Ui
from tests.support.forms import make_desk, shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a number."),
        ("ten", "Type a number."),
        ("-1", "Type a number of at least 0."),
        ("6", "Type a number of at most 5."),
    ],
)
def test_a_number_that_cannot_be_says_what_can(
    qtbot: QtBot, tmp_path: Path, typed: str, said: str
) -> None:
    kind = Annotated[float, Limits(ge=0, le=5)]
    field = NumberField(make_desk(tmp_path).context, Ui(label="Items per second"), kind)
    shown(qtbot, field, height=80)
    field.set_value(3)
    field.line.selectAll()
    qtbot.keyClicks(field.line, typed) if typed else field.line.textEdited.emit("")
    assert field.said == said
