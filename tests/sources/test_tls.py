"""Certificates are verified; only the strictness that the exchanges' root fails is off."""

import ssl
from pathlib import Path

import pytest

from bot.sources.errors import SourceError, Unreachable
from bot.sources.tls import context, forgiving
from tests.fakes import FakeClock
from tests.sources.asking import INDEX, asking_of
from tests.sources.certificates import Certificates, certificates
from tests.standins.exchange.server import ExchangeServer


async def ask(made: Certificates) -> tuple[SourceError | None, int]:
    """Ask a server with these certificates; return what went wrong, and what it heard."""
    async with (
        ExchangeServer(tls=made.server) as server,
        asking_of(server, FakeClock()) as client,
    ):
        try:
            await client.get(INDEX)
        except SourceError as trouble:
            return trouble, len(server.requests)
        return None, len(server.requests)


def test_only_one_flag_is_cleared() -> None:
    """Everything else is Python's default, certificates and names included."""
    default, strict = ssl.create_default_context(), ssl.create_default_context()
    strict.verify_flags |= ssl.VERIFY_X509_STRICT  # as Python 3.13 does by itself

    for ours in (context(), forgiving(strict)):
        assert ours.verify_flags == default.verify_flags & ~ssl.VERIFY_X509_STRICT
        assert (ours.verify_mode, ours.check_hostname) == (ssl.CERT_REQUIRED, True)
        assert (ours.options, ours.minimum_version) == (default.options, default.minimum_version)


async def test_a_root_without_a_key_identifier_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such is the exchanges' own; the operator of a mirror names another by SSL_CERT_FILE."""
    made = certificates(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.root))

    assert await ask(made) == (None, 1)


@pytest.mark.parametrize(
    ("server", "days", "known"),
    [("IP:127.0.0.1", 2, False), ("IP:127.0.0.1", -1, True), ("DNS:www.twse.com.tw", 2, True)],
    ids=["nobody vouches for it", "expired", "another name"],
)
async def test_a_server_that_cannot_prove_itself_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: str, days: int, *, known: bool
) -> None:
    """The question never leaves, and nothing is verified less the next time."""
    made = certificates(tmp_path, server, days)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(made.root))

    trouble, heard = await ask(made)

    assert isinstance(trouble, Unreachable)
    assert (trouble.reason, heard) == ("tls", 0)
