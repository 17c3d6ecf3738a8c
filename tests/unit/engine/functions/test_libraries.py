"""The built-in libraries, and bundles as their authors publish them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import random
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pytest

from builder.engine.functions.libraries import library_files, library_name
from builder.engine.functions.pool import FunctionPool
from builder.model.function import FunctionCall
from builder.model.step import StepError

BUNDLES = {
    "lodash": ("lodash@4.17.21", "lodash.min.js"),
    "dayjs": ("dayjs@1.11.13", "dayjs.min.js"),
    "papaparse": ("papaparse@5.4.1", "papaparse.min.js"),
}
CACHE = Path(tempfile.gettempdir()) / "steploom-test-bundles"


def bundle(name: str) -> Path:
    """A published bundle from the configured registry, kept for later tests; skips without one."""
    package, file = BUNDLES[name]
    kept = CACHE / file
    if kept.is_file():
        return kept
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, which fetches the published bundles")
    with tempfile.TemporaryDirectory() as folder:
        fetched = subprocess.run(
            [npm, "pack", "--silent", package], cwd=folder, capture_output=True, timeout=60
        )
        packed = next(Path(folder).glob("*.tgz"), None)
        if packed is None:
            pytest.skip(f"the registry cannot be reached: {fetched.stderr.decode()[:200]}")
        with tarfile.open(packed) as archive:
            members = [m for m in archive.getmembers() if m.name.endswith(f"/{file}")]
            content = archive.extractfile(min(members, key=lambda m: len(m.name)))
            assert content is not None
            CACHE.mkdir(exist_ok=True)
            kept.write_bytes(content.read())
    return kept


async def call(pool: FunctionPool, workspace: Path | None, value: str, given: Any = None) -> Any:
    code = f"function yourFunction(parameters, libraries) {{ return {value}; }}"
    made = FunctionCall("javascript", code, given or {})
    return await pool.call(made, workspace, False, [].append)


def put(workspace: Path, name: str, text: str) -> None:
    folder = workspace / "libraries"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


@pytest.mark.parametrize(
    ("name", "use", "result"),
    [
        ("lodash", "chunk([1, 2, 3], 2)", [[1, 2], [3]]),
        ("dayjs", "('2026-03-01').add(1, 'month').format('YYYY-MM-DD')", "2026-04-01"),
        ("papaparse", "parse('a,b\\n1,2', { header: true }).data", [{"a": "1", "b": "2"}]),
    ],
)
async def test_published_bundles(
    pool: FunctionPool, tmp_path: Path, name: str, use: str, result: Any
) -> None:
    (tmp_path / "libraries").mkdir()
    file = bundle(name)
    shutil.copy(file, tmp_path / "libraries" / file.name)
    joined = use if use.startswith("(") else f".{use}"
    assert await call(pool, tmp_path, f"libraries.{name}{joined}") == result


async def test_a_common_js_module_can_require_another(pool: FunctionPool, tmp_path: Path) -> None:
    put(tmp_path, "one.js", "exports.one = () => 1;")
    put(tmp_path, "two.cjs", "const { one } = require('./one'); module.exports = () => one() + 1;")
    assert await call(pool, tmp_path, "libraries.two()") == 2


async def test_a_changed_file_is_read_again(pool: FunctionPool, tmp_path: Path) -> None:
    put(tmp_path, "n.js", "exports.n = 1;")
    assert await call(pool, tmp_path, "libraries.n.n") == 1
    put(tmp_path, "n.js", "exports.n = 1234;")
    assert await call(pool, tmp_path, "libraries.n.n") == 1234


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("bad.js", "let x = ;", "libraries/bad.js cannot be loaded: SyntaxError"),
        ("bad.js", "export const x = 1;", "libraries/bad.js is an ES module"),
        ("bad.js", "import x from 'y';", "libraries/bad.js is an ES module"),
        ("bad.js", "throw new Error('no window');", "libraries/bad.js cannot be loaded"),
        ("bad.js", "var x = 1;", "libraries/bad.js exports nothing"),
        ("bad.min.js", "require('moment');", "“moment”"),
    ],
)
async def test_a_library_that_cannot_be_loaded_is_named_when_it_is_used(
    pool: FunctionPool, tmp_path: Path, name: str, text: str, said: str
) -> None:
    put(tmp_path, name, text)
    assert await call(pool, tmp_path, "1") == 1
    for _ in range(2):
        with pytest.raises(StepError) as caught:
            await call(pool, tmp_path, "libraries.bad")
        assert caught.value.kind == "function-error"
        assert said in caught.value.message


def test_names_follow_the_files(tmp_path: Path) -> None:
    names = ("lodash.min.js", "a.umd.min.js", "date-fns.js", "b.cjs", "c.mjs", "readme.md")
    assert [library_name(name) for name in names] == ["lodash", "a", "date-fns", "b", "", ""]
    assert library_files(tmp_path) == ()
    assert library_files(None) == ()
    put(tmp_path, "x.js", "")
    put(tmp_path, "x.min.js", "")
    with pytest.raises(StepError, match=r"x\.js and libraries/x\.min\.js are both “x”"):
        library_files(tmp_path)


async def test_hashes_agree_with_the_standard_library(pool: FunctionPool) -> None:
    chance = random.Random(4)
    texts = ["", "abc", "é€😀"] + ["x" * n for n in (55, 56, 63, 64, 65, 111, 112, 127, 128, 1000)]
    texts += ["".join(chr(chance.randrange(1, 0xD000)) for _ in range(99)) for _ in range(5)]
    names = ("md5", "sha1", "sha256", "sha512")
    value = (
        "parameters.texts.map((t) => parameters.names.map((n) =>"
        " [libraries.hash[n](t), libraries.hmac[n]('k' + t, t)]))"
    )
    found = await call(pool, None, value, {"texts": texts, "names": names})
    for text, hashes in zip(texts, found, strict=True):
        data = text.encode()
        for name, pair in zip(names, hashes, strict=True):
            keyed = hmac.new(b"k" + data, data, name).hexdigest()
            assert pair == [hashlib.new(name, data).hexdigest(), keyed]


async def test_a_hash_can_be_had_in_other_encodings(pool: FunctionPool) -> None:
    raw = hashlib.sha256(b"a").digest()
    value = "[libraries.hash.sha256('a', 'base64'), libraries.hash.sha256('a', 'base64url')]"
    assert await call(pool, None, value) == [
        base64.b64encode(raw).decode(),
        base64.urlsafe_b64encode(raw).decode().rstrip("="),
    ]
    with pytest.raises(StepError, match="“binary” is none of hex"):
        await call(pool, None, "libraries.hash.md5('a', 'binary')")


async def test_base64(pool: FunctionPool) -> None:
    texts = ["", "f", "fo", "foo", "é€😀", "??>>~~"]
    value = (
        "parameters.t.map((t) => { const { base64: b, base64url: u } = libraries;"
        " return [b.encode(t), b.decode(b.encode(t)), u.encode(t), u.decode(u.encode(t))]; })"
    )
    for text, found in zip(texts, await call(pool, None, value, {"t": texts}), strict=True):
        plain = base64.b64encode(text.encode()).decode()
        safe = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        assert found == [plain, text, safe, text]
    with pytest.raises(StepError, match="no Base64: “!” at position 3"):
        await call(pool, None, "libraries.base64.decode('YW!x')")
    with pytest.raises(StepError, match="no UTF-8"):
        await call(pool, None, "libraries.base64.decode('/w==')")


async def test_uuids_are_random_ones(pool: FunctionPool) -> None:
    value = "Array.from({ length: 50 }, () => libraries.uuid())"
    found = [*await call(pool, None, value), *await call(pool, None, f"{value} /* anew */")]
    assert len(set(found)) == 100
    form = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(form, one) for one in found)


async def test_csv(pool: FunctionPool) -> None:
    text = '\ufeffname,note\r\n"Ada, L.","said ""hi""\nthere"\r\nBob,\r\n'
    rows = await call(pool, None, "libraries.csv.parse(parameters.t)", {"t": text})
    assert rows == [
        {"name": "Ada, L.", "note": 'said "hi"\nthere'},
        {"name": "Bob", "note": ""},
    ]
    written = await call(pool, None, "libraries.csv.format(parameters.r)", {"r": rows})
    assert written == text.removeprefix("\ufeff")
    value = "libraries.csv.format([[1, null, true]], { separator: ';' })"
    assert await call(pool, None, value) == "1;;true\r\n"
    value = "libraries.csv.parse('a;b\\n1;2', { header: false, separator: ';' })"
    assert await call(pool, None, value) == [["a", "b"], ["1", "2"]]
    with pytest.raises(StepError, match="quote without an end in row 2"):
        await call(pool, None, "libraries.csv.parse('a\\n\"b')")


async def test_xml(pool: FunctionPool) -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE order><order id="7" note=\'a &amp; "b"\'>\n'
        "<item>1 &lt; 2</item><item><![CDATA[<raw>]]></item><empty/><!-- no -->"
        "<p>x<b>y</b></p>&#233;</order>"
    )
    value = {
        "order": {
            "@id": "7",
            "@note": 'a & "b"',
            "item": ["1 < 2", "<raw>"],
            "empty": "",
            "p": {"b": "y", "#text": "x"},
            "#text": "é",
        }
    }
    assert await call(pool, None, "libraries.xml.parse(parameters.t)", {"t": text}) == value
    written = await call(pool, None, "libraries.xml.format(parameters.v)", {"v": value})
    assert await call(pool, None, "libraries.xml.parse(parameters.t)", {"t": written}) == value
    assert await call(pool, None, "libraries.xml.format({ a: null })") == "<a/>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a><b></a>", "closes <a>"),
        ("<a>", "does not close <a>"),
        ("<a/><b/>", "exactly one"),
        ("plain", "exactly one"),
        ("<a b=c/>", "no XML at line 1, column 1"),
        ("", "exactly one"),
    ],
)
async def test_bad_xml_is_named(pool: FunctionPool, text: str, said: str) -> None:
    with pytest.raises(StepError) as caught:
        await call(pool, None, "libraries.xml.parse(parameters.t)", {"t": text})
    assert said in caught.value.message
