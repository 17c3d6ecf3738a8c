"""The HTML report in a real browser, without a network."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chromium import dom, found
from tests.support.servers import Answer, Recorder, recorder

HOSTILE = '</script><script>document.title="broken"</script><img src=x onerror="document.title=1">'


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as recording:
        yield recording


@pytest.fixture
def page(tmp_path: Path, server: Recorder) -> Path:
    found()
    html = [("Content-Type", "text/html")]
    server.answers["/1"] = Answer(200, html, f"{HOSTILE}\x1b[31m\u202e".encode())
    server.answers["/2"] = Answer(500, [("X-Odd", HOSTILE)], b"no")
    server.json("/3", '{"fine": true}')
    steps = [
        {"number": 2, "name": HOSTILE, "kind": "request", "url": f"{server.url}/{{{{1.event}}}}"}
    ]
    flow = {"format": 1, "trigger": {"number": 1, "kind": "event"}, "steps": steps}
    (tmp_path / "a.flow.json").write_text(json.dumps(flow))
    (tmp_path / "rows.json").write_text('["1", "2", "3"]')
    file = tmp_path / "report.html"
    subprocess.run(
        [
            *(sys.executable, "-m", "builder", "run", tmp_path / "a.flow.json"),
            *("--data", tmp_path / "rows.json", "--report", f"html={file}"),
        ],
        capture_output=True,
        timeout=30,
        check=False,
    )
    return file


def test_the_page_opens_offline_and_runs_nothing_of_what_servers_sent(
    page: Path, tmp_path: Path
) -> None:
    shown, logged = dom(page.as_uri(), tmp_path / "profile")
    assert logged == ""
    assert "<title>" in shown
    assert "broken" not in re.findall(r"<title>(.*?)</title>", shown)[0]
    assert shown.count('class="entry row') == 3
    assert "onerror=&quot;document" in shown or 'onerror="document' in shown
    assert "<img" not in shown
    assert "⟨U+001B⟩[31m⟨U+202E⟩" in shown


def test_the_filter_shows_what_failed(page: Path, tmp_path: Path) -> None:
    # A page of its own looks at the report as somebody would: presses, then measures.
    text = page.read_text()
    probe = (
        "<script>document.getElementById('failed').click();"
        "document.title=[...document.querySelectorAll('.entry.row')]"
        ".filter(e=>e.offsetHeight>0).map(e=>e.querySelector('.number').textContent).join()"
        "+'|'+document.getElementById('failed').getAttribute('aria-pressed');"
        "document.getElementById('all').click();"
        "document.title+='|'+[...document.querySelectorAll('.entry.row')]"
        ".filter(e=>e.offsetHeight>0).length;"
        "document.getElementById('theme').click();"
        "document.title+='|'+document.documentElement.dataset.theme;</script>"
    )
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    probed = tmp_path / "probed.html"
    probed.write_text(without_policy.replace("</body>", f"{probe}</body>"))
    shown, _ = dom(probed.as_uri(), tmp_path / "profile")
    assert re.findall(r"<title>(.*?)</title>", shown)[0] == "2|true|3|dark"


def test_the_page_s_own_script_is_allowed_by_its_policy(page: Path, tmp_path: Path) -> None:
    shown, logged = dom(f"{page.as_uri()}#failed", tmp_path / "profile")
    assert logged == ""
    assert 'id="failed" aria-pressed="true"' in shown


def test_all_that_is_shown_opens_with_one_press(page: Path, tmp_path: Path) -> None:
    probe = (
        "<script>document.getElementById('failed').click();"
        "document.getElementById('open').click();"
        "document.title=[...document.querySelectorAll('details[open]')].length"
        "+'|'+document.querySelectorAll('.failed pre')[0].textContent.replace(/\\s/g,'')"
        "+'|'+document.getElementById('failed').textContent;"
        "document.getElementById('open').click();"
        "document.title+='|'+document.querySelectorAll('details[open]').length;</script>"
    )
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text())
    probed = tmp_path / "probed.html"
    probed.write_text(text.replace("</body>", f"{probe}</body>"))
    shown, _ = dom(probed.as_uri(), tmp_path / "profile")
    # The row that failed with its two steps; what stood in the row is the trigger's output.
    assert re.findall(r"<title>(.*?)</title>", shown)[0] == '3|{"event":"2"}|Failed · 1|0'
