"""Headless Chromium for tests of pages: what a page is after its scripts, and how it looks."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest


def found() -> str:
    """The browser's program; the test is skipped where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine; packaging/setup dev installs it")
    return program


def dom(page: str, profile: Path) -> tuple[str, str]:
    """Open an address offline; the page after its scripts, and what the browser logged.

    Args:
        page: The address.
        profile: An empty folder for the browser.
    """
    done = subprocess.run(
        [*_command(profile), "--enable-logging=stderr", "--v=0", "--dump-dom", page],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout, "\n".join(re.findall(r"CONSOLE.*", done.stderr))


def screenshot(page: str, profile: Path, picture: Path, size: str = "1120,800") -> None:
    """Take a picture (PNG) of an address."""
    subprocess.run(
        [*_command(profile), f"--screenshot={picture}", f"--window-size={size}", page],
        capture_output=True,
        timeout=60,
        check=True,
    )


def _command(profile: Path) -> list[str]:
    return [
        found(),
        "--headless",
        "--no-sandbox",  # tests run as root where they are run by a service
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever it asks for from outside fails
        "--virtual-time-budget=2000",
        f"--user-data-dir={profile}",
    ]
