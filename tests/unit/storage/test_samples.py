from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from builder.engine.bodies import RunFiles
from builder.engine.outputs import read_output, write_output
from builder.model.file_value import FileValue
from builder.model.json_text import compact
from builder.storage.samples import (
    KEPT_SECONDS,
    Clean,
    SampleStore,
    StoredSample,
    remove_orphans,
)


def clean(_: Iterable[bytes]) -> bool:
    return True


def without(secret: bytes) -> Clean:
    return lambda chunks: secret not in b"".join(chunks)


def store(tmp_path: Path, flow: str = "a.flow.json") -> SampleStore:
    return SampleStore(tmp_path / "samples", tmp_path / "workspace", tmp_path / "workspace" / flow)


def test_samples_are_kept_by_flow_and_step_for_the_user_alone(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.write(2, StoredSample({"response": {"body": 2**80}}, pinned=True), clean)
    kept.write(3, StoredSample({"result": None}), clean)
    assert store(tmp_path).read() == {
        2: StoredSample({"response": {"body": 2**80}}, "", True),
        3: StoredSample({"result": None}),
    }
    assert store(tmp_path, "b.flow.json").read() == {}
    assert kept.folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in kept.folder.iterdir()} == {0o600}
    kept.remove(2)
    assert set(kept.read()) == {3}


def test_a_whole_output_is_taken_over_and_outlives_its_run(tmp_path: Path) -> None:
    run = tmp_path / "run"
    whole = write_output({"response": {"body": list(range(50_000))}}, RunFiles(run))
    kept = store(tmp_path)
    kept.write(2, StoredSample({"response": {"body": [0]}}, str(whole)), clean)
    whole.unlink()
    again = kept.read()[2]
    assert read_output(Path(again.file))["response"]["body"][-1] == 49_999
    kept.write(2, again, clean)
    assert kept.read()[2] == again
    kept.write(2, StoredSample({"response": {"body": []}}), clean)
    assert kept.read()[2].file == ""
    assert not Path(again.file).exists()


def test_a_file_in_an_output_comes_along(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    picture = run / "1.body"
    picture.write_bytes(b"\x89PNG")
    value = FileValue(picture, "a.png", "image/png", 4)
    whole = write_output({"response": {"body": value}}, RunFiles(run))
    kept = store(tmp_path)
    kept.write(2, StoredSample({}, str(whole)), clean)
    picture.unlink()
    body = read_output(Path(kept.read()[2].file))["response"]["body"]
    assert body["data"] == b"\x89PNG".hex()


def test_a_file_with_a_secret_in_it_is_not_kept(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    content = run / "1.body"
    content.write_bytes(b"\0hunter22\0")
    value = FileValue(content, "a.bin", "application/octet-stream", 10)
    whole = write_output({"response": {"body": value}}, RunFiles(run))
    kept = store(tmp_path)
    kept.write(2, StoredSample({}, str(whole)), without(b"hunter22"))
    assert kept.read()[2].file == ""
    assert all(b"hunter22" not in file.read_bytes() for file in kept.folder.iterdir())


def test_a_whole_output_with_a_secret_in_it_is_not_kept(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.write_text(compact({"output": {"token": "hunter22"}, "file": None}))
    kept = store(tmp_path)
    kept.write(2, StoredSample({"token": "••••••"}, str(whole)), without(b"hunter22"))
    assert kept.read() == {2: StoredSample({"token": "••••••"})}
    assert not any(b"hunter22" in file.read_bytes() for file in kept.folder.iterdir())


def test_what_is_damaged_or_gone_is_as_good_as_none(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.write(2, StoredSample({"a": 1}, str(tmp_path / "gone")), clean)
    kept.write(3, StoredSample({"a": 1}), clean)
    (kept.folder / "3.json").write_text('{"value": 1')
    (kept.folder / "4.json").write_text("[]")
    assert kept.read() == {2: StoredSample({"a": 1})}


def test_samples_of_deleted_flows_go_after_a_month(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace" / "a.flow.json").write_text("{}")
    there, gone = store(tmp_path), store(tmp_path, "gone.flow.json")
    for kept in (there, gone):
        kept.write(2, StoredSample({"result": 1}), clean)
    root = tmp_path / "samples"
    remove_orphans(root)
    assert gone.folder.exists(), "the file may have been moved a moment ago"
    remove_orphans(root, time.time() + KEPT_SECONDS + 60)
    assert not gone.folder.exists()
    assert set(there.read()) == {2}
