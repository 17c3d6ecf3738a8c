"""The limit of the history that the user set, wherever runs are recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.history.quota import LEAST, QUOTA, quota_of, set_quota


def test_a_limit_is_kept_beside_the_database(tmp_path: Path) -> None:
    database = tmp_path / "history.sqlite"
    assert quota_of(database) == QUOTA
    set_quota(database, 250_000_000)
    assert quota_of(database) == 250_000_000
    set_quota(database, 1)
    assert quota_of(database) == LEAST


@pytest.mark.parametrize("text", ["lots", "", "1e9", "\u0663"])
def test_what_is_no_number_is_no_limit(tmp_path: Path, text: str) -> None:
    (tmp_path / "history.quota").write_text(text, encoding="utf-8")
    assert quota_of(tmp_path / "history.sqlite") == QUOTA
