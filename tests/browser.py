"""The Chromium of the page tests: skipped where there is none, a failure in CI."""

import os
import shutil
from collections.abc import Iterator

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium is not installed: the page tests were skipped."
_missed = pytest.StashKey[bool]()


def _found() -> str | None:
    """Return the path of the first browser on PATH."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> str:
    """Return the browser's path, for Playwright's `executable_path`."""
    path = _found()
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail("Chromium is not installed, and CI runs every test.")
    request.config.stash[_missed] = True
    pytest.skip(MISSING)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Say after pytest's own summary, as the run's last line, that page tests were skipped."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and session.config.stash.get(_missed, False):
        reporter.write_line(MISSING)
