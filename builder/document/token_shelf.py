"""Access tokens of a workspace between runs: in memory, for whichever engine runs next."""

from __future__ import annotations

from collections.abc import Iterable

from builder.engine.tokens import KeptToken
from builder.model.environment import Surroundings
from builder.model.rotation import may_rotate
from builder.model.workflow import Workflow
from builder.storage.refresh_tokens import RefreshTokens
from builder.storage.secrets import SecretStore


class TokenShelf:
    """Keeps what engines have fetched; refresh tokens that replaced others go to the secrets too.

    Args:
        secrets: The secret store of the workspace.
    """

    def __init__(self, secrets: SecretStore) -> None:
        self._refresh = RefreshTokens(secrets)
        self._kept: dict[str, KeptToken] = {}
        self._read: set[str] = set()

    def keep(self, token: KeptToken) -> None:
        """Keep a token that was fetched."""
        self._kept[token.key] = token
        if token.refresh:
            self._refresh.keep(token.environment, token.key, token.refresh)

    def clear(self, environments: Iterable[str]) -> int:
        """Forget all tokens, those in the secret store of these environments too; how many."""
        kept = set(self._kept)
        for environment in environments:
            kept |= set(self._refresh.forget(environment))
        self._kept.clear()
        return len(kept)

    def for_run(self, workflow: Workflow, surroundings: Surroundings) -> list[KeptToken]:
        """What a run in these surroundings can use.

        The secret store, which may want to be unlocked, is asked only where that can be of use.
        """
        environment = surroundings.name
        if environment not in self._read and may_rotate(workflow, surroundings):
            self._read.add(environment)
            for key, refresh in self._refresh.read(environment).items():
                self._kept.setdefault(key, KeptToken(key, b"", 0.0, refresh, environment))
        return [token for token in self._kept.values() if token.environment == environment]
