"""The camera: what is under the cursor stays there, and the workflow cannot get lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.canvas.camera import LARGEST, MARGIN, SMALLEST, Camera, at_start, fitted
from builder.canvas.geometry import Area

NUMBERS = st.floats(-5000, 5000)


@given(st.floats(0.1, 4), st.floats(0.01, 9), NUMBERS, NUMBERS)
def test_zooming_keeps_what_is_under_the_cursor(
    zoom: float, other: float, x: float, y: float
) -> None:
    camera = Camera(zoom, 13, -40)
    here = camera.to_canvas(x, y)
    after = camera.zoomed(other, x, y)
    assert SMALLEST <= after.zoom <= LARGEST
    assert after.to_view(*here) == pytest.approx((x, y), abs=1e-6)


@given(NUMBERS, NUMBERS)
def test_some_of_the_workflow_always_stays_in_sight(x: float, y: float) -> None:
    bounds = Area(-200, 0, 300, 900)
    camera = Camera(1.5, x, y).kept(bounds, 800, 600)
    assert camera.seen(800, 600).meets(bounds)


def test_fitting_shows_everything_at_most_at_100_percent() -> None:
    small = fitted(Area(-132, 0, 132, 108), 800, 600)
    assert small.zoom == 1
    large = fitted(Area(-132, 0, 132, 2000), 800, 600)
    assert large.seen(800, 600).top < 0
    assert large.seen(800, 600).bottom > 2000


def test_what_does_not_fit_is_shown_from_its_top() -> None:
    camera = fitted(Area(-132, 0, 132, 1_000_000), 800, 600)
    assert camera.zoom == SMALLEST
    assert camera.to_view(0, 0) == (400, MARGIN)


def test_showing_moves_as_little_as_needed() -> None:
    camera = at_start(800)
    assert camera.showing(Area(-100, 0, 100, 64), 800, 600) == camera
    below = camera.showing(Area(-100, 900, 100, 964), 800, 600)
    assert below.to_view(0, 964).y == 600 - MARGIN
    assert below.x == camera.x
    large = camera.showing(Area(-100, 500, 100, 5000), 800, 600)
    assert large.to_view(0, 500).y == pytest.approx(0)
