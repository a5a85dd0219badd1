"""The webhook's receiver against raw requests."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from io import BytesIO

import aiohttp
import pytest

from bot.core.clock import SystemClock
from bot.core.ports import Arrival
from bot.platforms.telegram.webhook import MOST_BYTES, SECRET_HEADER, Receiver
from tests.platforms.telegram.memory import MemoryInbox

SECRET = "s3cret_of-a-test"
JSON_TYPE = "application/json"


class Hook:
    """A receiver that listens, and a client for it."""

    def __init__(self) -> None:
        """Prepare."""
        self.inbox = MemoryInbox()
        self.receiver = Receiver(SECRET, self._accept, SystemClock(), seconds=0.2)
        self.client = aiohttp.ClientSession()
        self.url = ""

    async def _accept(self, arrivals: Sequence[Arrival]) -> None:
        """Commit to the inbox."""
        await self.inbox.keep("telegram:1", arrivals)

    async def post(self, body: object, kind: str = JSON_TYPE, *secrets: str) -> int:
        """Post a body and return the status."""
        headers = [("Content-Type", kind), *((SECRET_HEADER, s) for s in secrets or (SECRET,))]
        async with self.client.post(self.url, data=body, headers=headers) as response:
            return response.status


@pytest.fixture
async def hook(unused_port: int) -> AsyncIterator[Hook]:
    """A listening receiver."""
    made = Hook()
    made.url = f"http://127.0.0.1:{unused_port}/path"
    serving = asyncio.create_task(made.receiver.serve(made.url, f"127.0.0.1:{unused_port}"))
    await asyncio.sleep(0.02)
    yield made
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    await made.client.close()


def update(number: int) -> bytes:
    """Return an update's body."""
    return json.dumps({"update_id": number, "message": {}}).encode()


@pytest.mark.parametrize("kind", [JSON_TYPE, "application/json; charset=utf-8"])
async def test_keeps_an_update(hook: Hook, kind: str) -> None:
    """200 means committed; the media type may carry parameters (B10)."""
    assert await hook.post(update(5), kind) == 200

    assert list(hook.inbox.arrivals) == [5]


async def test_many_at_once_are_all_kept(hook: Hook) -> None:
    """Those that come together are committed together, duplicates once (B03)."""
    statuses = await asyncio.gather(*(hook.post(update(n % 50)) for n in range(200)))

    assert set(statuses) == {200}
    assert sorted(hook.inbox.arrivals) == list(range(50))


@pytest.mark.parametrize(
    "secrets",
    [("",), ("wrong",), (SECRET[:-1],), (SECRET + "x",), (SECRET, SECRET), ("x" * 7000,), ("é",)],
    ids=lambda secrets: f"{len(secrets)}x{len(secrets[0])}",
)
async def test_refuses_every_other_secret(hook: Hook, secrets: tuple[str, ...]) -> None:
    """Missing, wrong, near-miss, doubled and long secrets are all the same 403 (B09)."""
    assert await hook.post(update(5), JSON_TYPE, *secrets) == 403

    assert hook.inbox.arrivals == {}


async def test_refuses_other_methods_paths_and_types(hook: Hook) -> None:
    """Only a POST of JSON to the one path is looked at."""
    assert await hook.post(update(5), "text/plain") == 415
    async with hook.client.get(hook.url) as response:
        assert response.status == 405
    async with hook.client.post(f"{hook.url}/x") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[]", b"5", b"null", b"[" * 100_000, b'{"update_id":"5"}',
     b'{"update_id":-1}', b'{"update_id":true}', b'{"update_id":99999999999999999999}'],
)  # fmt: skip
async def test_records_what_it_cannot_read(hook: Hook, body: bytes) -> None:
    """A 5xx would bring it back all day; once recorded, it is answered with 200 (B07)."""
    assert await hook.post(body) == 200
    assert await hook.post(body) == 200

    assert [number < 0 for number in hook.inbox.arrivals] == [True]


async def test_stops_reading_what_is_too_long(hook: Hook) -> None:
    """One mebibyte is far more than any update has (B08)."""
    assert await hook.post(BytesIO(b"x" * (MOST_BYTES + 1))) == 413
    assert await hook.post(BytesIO(b"x" * (20 * MOST_BYTES))) == 413


async def test_stops_waiting_for_a_slow_body(hook: Hook) -> None:
    """A body that drips is given up (B08)."""

    async def drip() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" "
            await asyncio.sleep(0.05)

    assert await hook.post(drip()) == 408


async def test_asks_again_when_it_cannot_store(hook: Hook) -> None:
    """An update that is not on disk is never confirmed."""
    hook.inbox.broken = 1

    assert await hook.post(update(5)) == 503
    assert await hook.post(update(5)) == 200


async def test_says_nothing_of_the_secret(hook: Hook) -> None:
    """Its repr is safe to log."""
    assert SECRET not in repr(hook.receiver)
