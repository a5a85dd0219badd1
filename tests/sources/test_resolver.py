"""A source's own name never leads into a private network."""

import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.sources.resolver import PrivateAddress, PublicResolver


class FixedResolver(AbstractResolver):
    """Names that all have the same addresses."""

    def __init__(self, *addresses: str) -> None:
        """Answer with these."""
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses."""
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self._addresses
        ]

    async def close(self) -> None:
        """Have nothing to close."""


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address that must be refused
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
    ],
)
async def test_a_private_address_is_refused_for_a_public_name(address: str) -> None:
    """One such address among good ones is enough."""
    resolver = PublicResolver(FixedResolver("122.147.34.138", address))

    with pytest.raises(PrivateAddress):
        await resolver.resolve("www.twse.com.tw", 443)


async def test_public_addresses_are_taken() -> None:
    """Both families."""
    found = await PublicResolver(FixedResolver("122.147.34.138", "2606:4700::1111")).resolve(
        "www.twse.com.tw", 443
    )

    assert [each["host"] for each in found] == ["122.147.34.138", "2606:4700::1111"]


async def test_a_mirror_may_stand_in_a_private_network() -> None:
    """The operator wrote its name."""
    found = await PublicResolver(FixedResolver("10.0.0.8")).resolve("twse.mirror.example", 443)

    assert found[0]["host"] == "10.0.0.8"
