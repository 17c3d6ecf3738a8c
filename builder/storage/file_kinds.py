"""How the files of a workspace are called."""

from __future__ import annotations

FLOW = ".flow.json"
ENVIRONMENT = ".env.json"
CONNECTION = ".connection.json"
