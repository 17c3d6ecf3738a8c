from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from builder.engine.http.errors import HostNotFound
from builder.engine.http.resolver import Resolver, literal


@pytest.mark.parametrize(
    ("host", "family"),
    [("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6), ("localhost", None), ("1.2.3", None)],
)
def test_addresses_need_no_question(host: str, family: int | None) -> None:
    found = literal(host, 80)
    assert (found[0][0] if found else None) == family


async def test_askers_of_one_name_share_the_answer() -> None:
    resolver = Resolver()
    before = threading.active_count()
    asking = [asyncio.create_task(resolver.resolve("localhost", 80)) for _ in range(10)]
    await asyncio.sleep(0)
    assert threading.active_count() <= before + 1
    answers = await asyncio.gather(*asking)
    assert all(answer is answers[0] for answer in answers)
    assert answers[0][0][4][1] == 80


async def test_one_who_gives_up_takes_nothing_from_the_others() -> None:
    resolver = Resolver()
    asking = [asyncio.create_task(resolver.resolve("localhost", 80)) for _ in range(2)]
    await asyncio.sleep(0)
    asking[0].cancel()
    assert await asking[1]


async def test_each_asker_has_an_error_of_its_own() -> None:
    resolver = Resolver()
    failures = await asyncio.gather(
        *(resolver.resolve("no-such-host.invalid", 80) for _ in range(2)), return_exceptions=True
    )
    assert all(isinstance(failure, HostNotFound) for failure in failures)
    assert failures[0] is not failures[1]
