from __future__ import annotations

import pytest

import builder.steps  # noqa: F401 - completes the models
from builder.cli.tokens import tokens_for
from builder.engine.tokens import Tokens
from builder.model.environment import Surroundings
from builder.model.http import TokenNeed, WireRequest
from builder.model.step import Received
from builder.storage.secrets import MemorySecrets
from tests.support.answers import answer
from tests.support.running import flow, request

AROUND = Surroundings("dev")
WORKFLOW = flow(request(2, "http://x/", auth={"kind": "oauth2_refresh_token"}))


async def ask(tokens: Tokens) -> list[str]:
    """The refresh tokens that were sent for one token."""
    sent: list[str] = []

    def asking(refresh: str) -> WireRequest:
        return WireRequest("POST", "http://x/", body=refresh.encode(), token=need)

    async def send(wire: WireRequest) -> Received:
        assert isinstance(wire.body, bytes)
        sent.append(wire.body.decode())
        return answer('{"access_token": "a", "refresh_token": "new-one", "expires_in": 0}')

    need = TokenNeed("identity", renewed=asking)
    await tokens.answer(asking("configured"), "dev", send)
    return sent


async def test_a_replaced_refresh_token_is_used_by_the_next_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    secrets = MemorySecrets("There is no keyring.")
    assert await ask(tokens_for(WORKFLOW, AROUND, secrets)) == ["configured"]
    said = capsys.readouterr().err
    assert "cannot be kept: There is no keyring." in said
    assert "new-one" not in said
    assert await ask(tokens_for(WORKFLOW, AROUND, secrets)) == ["new-one"]


async def test_a_lasting_store_needs_no_warning(capsys: pytest.CaptureFixture[str]) -> None:
    class Lasting(MemorySecrets):
        lasting = True

    await ask(tokens_for(WORKFLOW, AROUND, Lasting()))
    assert capsys.readouterr().err == ""


async def test_other_workflows_ask_no_secret_store() -> None:
    class Closed(MemorySecrets):
        def get(self, environment: str, name: str) -> str | None:
            raise AssertionError("not needed")

    tokens_for(flow(request(2, "http://x/")), AROUND, Closed())
