"""A real git repository for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class Repository:
    """A repository in a folder, with an author of its own and nobody's configuration."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """Call git; what it says."""
        environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
        done = subprocess.run(
            ["git", "-c", "user.name=Ada", "-c", "user.email=ada@a.example", *arguments],
            cwd=self.folder,
            env={**environment, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
            capture_output=True,
            timeout=60,
            check=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        """Commit everything; the revision."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")
