"""OAuth 2.0 Client Credentials (RFC 6749, section 4.4)."""

from __future__ import annotations

from typing import Literal

from builder.model.oauth import OAuth
from builder.model.step import Resolver


class ClientCredentials(OAuth):
    """Get an access token for the program itself, with its own name and secret."""

    label = "OAuth 2.0 Client Credentials"

    kind: Literal["oauth2_client_credentials"] = "oauth2_client_credentials"

    def grant(self, ctx: Resolver) -> tuple[tuple[str, str], ...]:
        """The grant type is all there is."""
        return (("grant_type", "client_credentials"),)
