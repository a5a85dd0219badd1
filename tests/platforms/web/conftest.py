"""A running page for the tests of this folder."""

from collections.abc import AsyncIterator

import pytest

from tests.platforms.web.serving import Served, serving


@pytest.fixture
async def page() -> AsyncIterator[Served]:
    """Serve the page with its usual settings."""
    async with serving() as served:
        yield served
