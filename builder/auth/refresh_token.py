"""OAuth 2.0 Refresh Token (RFC 6749, section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from builder.model.http import WireRequest
from builder.model.oauth import OAuth
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Resolver
from builder.model.ui import Ui


class RefreshToken(OAuth):
    """Get access tokens with a refresh token; one that replaces it is kept."""

    label = "OAuth 2.0 Refresh Token"
    rotates = True

    kind: Literal["oauth2_refresh_token"] = "oauth2_refresh_token"
    refresh_token: Annotated[
        Secret,
        Ui(
            label="Refresh token",
            placeholder="{{env.refresh_token}}",
            help="When the server replaces it, the new one is kept; entering another here discards "
            "what was kept.",
        ),
    ] = Secret()

    def grant(self, ctx: Resolver) -> tuple[tuple[str, str], ...]:
        """The refresh token as it is configured."""
        return _grant(ctx.text(self.refresh_token.text, "refresh_token"))

    def secrets(self, ctx: Resolver) -> frozenset[str]:
        """The refresh token."""
        return frozenset({ctx.text(self.refresh_token.text, "refresh_token")})

    def renewed(self, ctx: Resolver, refresh: str) -> WireRequest:
        """The request with the refresh token that replaced the configured one."""
        return self.asking(ctx, _grant(refresh), frozenset({refresh}))

    def problems(self) -> Iterator[Problem]:
        """A refresh token is needed too."""
        yield from super().problems()
        if not self.refresh_token:
            yield Problem(
                "The Refresh token is empty: put a reference to a secret there, such as "
                "{{env.refresh_token}}.",
                field="refresh_token",
            )


def _grant(refresh: str) -> tuple[tuple[str, str], ...]:
    return (("grant_type", "refresh_token"), ("refresh_token", refresh))
