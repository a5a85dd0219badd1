"""A run without Chromium says so; in CI it fails."""

import pytest

from tests.browser import MISSING

pytest_plugins = ["pytester"]
PAGE_TEST = """
    def test_page(chromium):
        assert chromium
"""


@pytest.fixture(name="bare")
def _bare(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Prepare a run of one page test on a machine without any browser."""
    monkeypatch.setenv("PATH", str(pytester.path))
    pytester.makepyfile(PAGE_TEST)
    return pytester


def test_a_missing_browser_is_the_last_word(
    bare: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Skipped page tests are told after pytest's own summary."""
    monkeypatch.delenv("CI", raising=False)

    ended = bare.runpytest_inprocess("-p", "tests.browser", "-p", "no:asyncio")

    ended.assert_outcomes(skipped=1)
    assert ended.outlines[-1] == MISSING


def test_ci_does_without_no_browser(bare: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI the missing browser is an error, and pytest's summary stays the last line."""
    monkeypatch.setenv("CI", "true")

    ended = bare.runpytest_inprocess("-p", "tests.browser", "-p", "no:asyncio")

    ended.assert_outcomes(errors=1)
    assert " 1 error in " in ended.outlines[-1]
