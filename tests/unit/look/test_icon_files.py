import re
from pathlib import Path

import pytest

from builder.look.icons import folder, names
from builder.look.theme import DARK, LIGHT

CONTRACT = """
event request conditional unknown plus minus fit search undo redo play stop more close
chevron-down chevron-right file folder key globe trash
copy warning check cross grip drag lock eye
settings save environment
connection history link pin
"""


def test_every_name_other_parts_use_has_a_file() -> None:
    assert set(CONTRACT.split()) <= set(names())


@pytest.mark.parametrize("file", sorted(folder().glob("*.svg")), ids=lambda file: file.stem)
def test_an_icon_is_drawn_in_the_one_style(file: Path) -> None:
    drawing = file.read_text()
    assert 'viewBox="0 0 16 16"' in drawing
    assert 'stroke="currentColor" stroke-width="1.5"' in drawing
    assert not re.search(r"#[0-9a-fA-F]{3}", drawing)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_icons_of_the_style_sheet_have_the_colours_of_the_theme(theme) -> None:
    tokens = {theme.muted.name(), theme.on_primary.name()}
    files = list((folder() / theme.name).glob("*.svg"))
    assert len(files) == 5
    for file in files:
        used = {code.lower() for code in re.findall(r"#[0-9a-fA-F]{6}", file.read_text())}
        assert used <= tokens
