"""Find addresses of names; a source's own name never leads into a private network."""

import socket
from ipaddress import IPv6Address, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.sources.hosts import is_public


class PrivateAddress(OSError):  # noqa: N818 - named for what was found
    """A public name led to an address that is not public."""


class PublicResolver(AbstractResolver):
    """The system's resolver, held against what the names of the sources may mean.

    A name that the operator wrote, such as that of a mirror, may mean a private address.
    """

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        """Ask this resolver; None means the system's."""
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a name; an OSError where there are none to be asked."""
        found = await self._resolver.resolve(host, port, family)
        if is_public(host) and not all(_is_global(each["host"]) for each in found):
            raise PrivateAddress("a private address")
        return found

    async def close(self) -> None:
        """Let the resolver go."""
        await self._resolver.close()


def _is_global(address: str) -> bool:
    """Tell whether an address is one of the open internet; an IPv4 one may stand in IPv6."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast
