"""The way from one picture of a workflow to the next."""

from __future__ import annotations

from builder.canvas.geometry import Area
from builder.canvas.layout import lay_out
from builder.canvas.shot import Way, shot_of
from builder.model import edit
from builder.model.workflow import ROOT, Place
from tests.unit.canvas.test_folding import BLOCKS, request

EVERYTHING = Area(-1e6, -1e6, 1e6, 1e6)


def test_what_stays_glides_and_what_is_new_appears() -> None:
    start = shot_of(lay_out(BLOCKS), EVERYTHING)
    after = edit.insert(BLOCKS, Place(None, ROOT, 0), [request(9)])
    end = shot_of(lay_out(after), EVERYTHING)
    way = Way(start)
    middle = way.at(end, 0.5)
    tops = [{c.step.number: c.y for c in shot.cards} for shot in (start, middle, end)]
    assert tops[1][2] == (tops[0][2] + tops[2][2]) / 2
    assert tops[1][1] == tops[0][1] == tops[2][1]
    assert tops[1][9] == tops[2][9]
    assert middle.opacity(9) == 0.5
    assert middle.opacity(2) == 1.0


def test_the_way_ends_where_the_next_picture_begins() -> None:
    start = shot_of(lay_out(BLOCKS), EVERYTHING)
    end = shot_of(lay_out(BLOCKS, collapsed=frozenset({4})), EVERYTHING)
    last = Way(start).at(end, 1.0)
    assert [(c.x, c.y) for c in last.cards] == [(c.x, c.y) for c in end.cards]
    assert [p.points for p in last.edges] == [p.points for p in end.edges]
    assert [f.area for f in last.frames] == [f.area for f in end.frames]
    assert last.pluses == end.pluses
    first = Way(start).at(start, 0.0)
    assert [(c.x, c.y) for c in first.cards] == [(c.x, c.y) for c in start.cards]
