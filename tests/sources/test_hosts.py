"""Only the configured addresses are asked, and each is told no more than it needs."""

from dataclasses import replace

import pytest
from yarl import URL

from bot import __version__
from bot.sources.errors import Redirected
from bot.sources.feed import Question
from bot.sources.hosts import Host, hosts, is_public
from bot.sources.settings import Access
from tests.sources.asking import settings_of

TWSE = Host("twse", Access("https://www.twse.com.tw", 3))
ASKED = URL("https://www.twse.com.tw/rwd/zh/a?date=20250203")


def test_a_question_becomes_an_address() -> None:
    """Below a mirror's own path, too; parameters are escaped."""
    mirror = Host("tpex", Access("https://mirror.example/tpex", 3))

    url = mirror.url(Question("tpex", "/www/daily", {"date": "2025/02/03", "id": "", "x": "a|b"}))

    assert str(url) == "https://mirror.example/tpex/www/daily?date=2025/02/03&id=&x=a%7Cb"


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("/rwd/zh/b", "https://www.twse.com.tw/rwd/zh/b"),
        ("b?c=1", "https://www.twse.com.tw/rwd/zh/b?c=1"),
        ("https://www.twse.com.tw:443/c", "https://www.twse.com.tw:443/c"),
    ],
)
def test_a_redirect_within_the_host_is_followed(location: str, there: str) -> None:
    """The same scheme, name and port."""
    assert TWSE.redirected(ASKED, location) == URL(there)


@pytest.mark.parametrize(
    "location",
    [
        "http://www.twse.com.tw/rwd/zh/b",
        "https://www.twse.com.tw:8443/b",
        "https://openapi.twse.com.tw/b",
        "https://www.twse.com.tw.evil.example/",
        "https://www.twse.com.tw@evil.example/",
        "https://user:word@www.twse.com.tw/b",
        "//127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:application/json,{}",
        "https://[::1/",
        "https://www.twse.com.tw:99999/",
    ],
)
def test_a_redirect_that_leads_elsewhere_is_refused(location: str) -> None:
    """Another scheme, name or port, or no address at all."""
    with pytest.raises(Redirected):
        TWSE.redirected(ASKED, location)


def test_offline_nobody_can_be_asked() -> None:
    """There is no host, so there can be no connection."""
    assert hosts(settings_of("https://www.twse.com.tw", offline=True)) == {}


def test_only_what_is_enabled_can_be_asked() -> None:
    """The open data belong to the exchange, with its budget and their own address."""
    settings = replace(settings_of("https://a.example"), enabled=("twse",), openapi_url="https://o")

    found = hosts(settings)

    assert set(found) == {"twse", "twse_openapi"}
    assert (found["twse_openapi"].source, found["twse_openapi"].access.base_url) == (
        "twse",
        "https://o",
    )


def test_a_token_goes_to_its_own_host_alone() -> None:
    """FinMind's token is nobody else's business."""
    found = hosts(settings_of("https://a.example"))

    told = {name for name, host in found.items() if "Authorization" in host.headers}

    assert told == {"finmind"}
    assert found["finmind"].headers["Authorization"] == "Bearer token-of-finmind"


@pytest.mark.parametrize("source", ["twse", "yahoo"])
def test_everybody_is_told_who_asks(source: str) -> None:
    """The name and version stand in the User-Agent, also where it begins like a browser's."""
    agent = Host(source, Access("https://a.example", 3)).headers["User-Agent"]

    assert f"Banquet/{__version__} (+" in agent
    assert agent.startswith("Mozilla/5.0 (compatible; ") == (source == "yahoo")


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("www.twse.com.tw", True),
        ("WWW.TWSE.COM.TW.", True),
        ("twse.com.tw", True),
        ("query1.finance.yahoo.com", True),
        ("nottwse.com.tw", False),
        ("twse.com.tw.example", False),
        ("mirror.example", False),
    ],
)
def test_the_sources_own_names_are_known(name: str, *, public: bool) -> None:
    """A domain and what is below it; nothing that only looks like it."""
    assert is_public(name) is public
