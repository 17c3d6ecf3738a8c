"""Secrets are planted everywhere, and everything the program says or writes is searched for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.leaky import leaky
from tests.support.markers import ALL, ISSUED, KEPT, VARIABLES, found_in, spellings
from tests.support.places import PLACES, Evidence, Place, gathered

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    root = tmp_path_factory.mktemp("leaky")
    (root / "aside").mkdir()
    with leaky(root / "work") as made:
        yield gathered(made, root / "data", root / "aside")


def test_the_secrets_were_really_sent(evidence: Evidence) -> None:
    """Or else there would be nothing to find."""
    seen = evidence.leaky.server.seen
    sent = "\n".join(
        f"{s.target}\n{s.headers}\n{s.body.decode('utf-8', 'replace')}" for s in seen
    ).encode()
    missing = {"proxy", "certificate", "kept key", *ISSUED}
    for name in {*VARIABLES, *KEPT} - missing:
        assert any(form.encode() in sent for form in spellings(ALL[name])), name
    assert ISSUED["access"].encode() in sent


def test_the_search_finds_what_is_there() -> None:
    for name, value in ALL.items():
        for form in spellings(value):
            assert any(found.startswith(name) for found in found_in(f"x{form}y".encode())), form


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_no_secret_shows(evidence: Evidence, place: Place) -> None:
    shown = place.shows(evidence)
    assert place.trace.encode() in shown
    assert found_in(shown, place.allowed) == []
