"""Access tokens of a headless run, and refresh tokens that outlive it."""

from __future__ import annotations

import sys

from builder.engine.tokens import KeptToken, Tokens
from builder.model.environment import Surroundings
from builder.model.rotation import may_rotate
from builder.model.workflow import Workflow
from builder.storage.refresh_tokens import RefreshTokens
from builder.storage.secrets import SecretStore


def tokens_for(workflow: Workflow, surroundings: Surroundings, secrets: SecretStore) -> Tokens:
    """The tokens of a run; refresh tokens that servers replace are read from and kept in `secrets`.

    Where nothing lasting keeps them, it is said once on standard error.
    """
    if not may_rotate(workflow, surroundings):
        return Tokens()
    store = RefreshTokens(secrets)
    warned: list[str] = []

    def keep(token: KeptToken) -> None:
        if not token.refresh:
            return
        store.keep(token.environment, token.key, token.refresh)
        if not secrets.lasting and not warned:
            warned.append(token.key)
            print(
                "steploom: the server replaced a refresh token, and the new one cannot be kept: "
                f"{secrets.reason} The configured one may be refused next time.",
                file=sys.stderr,
            )

    tokens = Tokens(changed=keep)
    name = surroundings.name
    known = store.read(name)
    tokens.take(KeptToken(key, b"", 0.0, refresh, name) for key, refresh in known.items())
    return tokens
