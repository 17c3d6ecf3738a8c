"""Refresh tokens that a token endpoint put in place of configured ones, in the secret store.

Each is bound to a hash of everything that makes the token, the configured refresh token included:
when that is edited, the hash is another one and what was kept is not found any more.
"""

from __future__ import annotations

import json

from builder.storage.secrets import SecretStore

ENTRY = "refresh tokens"
"""Name of the entry; no variable can be called so, since it has a space in it."""

MOST = 50
"""How many are kept for one environment, the latest."""


class RefreshTokens:
    """The refresh tokens of a workspace, by environment and hash."""

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets

    def read(self, environment: str) -> dict[str, str]:
        """Those of one environment by their hashes; none when the entry cannot be read."""
        text = self._secrets.get(environment, ENTRY)
        try:
            found = json.loads(text) if text else {}
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {key: token for key, token in found.items() if isinstance(token, str)}

    def forget(self, environment: str) -> tuple[str, ...]:
        """Drop those of one environment; their hashes."""
        known = tuple(self.read(environment))
        if known:
            self._secrets.delete(environment, ENTRY)
        return known

    def keep(self, environment: str, key: str, token: str) -> None:
        """Keep a token in place of the former one of that hash."""
        known = self.read(environment)
        if known.get(key) == token:
            return
        known.pop(key, None)
        latest = [*known.items(), (key, token)][-MOST:]
        self._secrets.set(environment, ENTRY, json.dumps(dict(latest)))
