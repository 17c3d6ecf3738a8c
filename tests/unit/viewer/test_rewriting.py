from pathlib import Path

import pytest

from builder.viewer.json_shape import NotJson
from builder.viewer.rewriting import recode, unwrap


def test_an_output_is_written_alone_with_its_digits(tmp_path: Path) -> None:
    file, target = tmp_path / "kept", tmp_path / "output"
    file.write_bytes(b'{"output":{"n": 1.10},"file":{"path":"/tmp/x"}}')
    unwrap(file, target)
    assert target.read_bytes() == b'{"n": 1.10}'
    assert target.stat().st_mode & 0o077 == 0
    file.write_bytes(b"[1]")
    with pytest.raises(NotJson):
        unwrap(file, target)


def test_a_character_cut_between_two_chunks_is_whole(tmp_path: Path) -> None:
    file, target = tmp_path / "wide", tmp_path / "narrow"
    text = "x" + "日" * 600_000
    file.write_bytes(text.encode("utf-16"))
    recode(file, target, "utf-16")
    assert target.read_text(encoding="utf-8") == text
