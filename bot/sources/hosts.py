"""The hosts that may be asked: the configured ones, and nothing that they point to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yarl import URL

from bot import __version__
from bot.sources.errors import Redirected
from bot.sources.feed import Question
from bot.sources.settings import Access, SourceSettings

USER_AGENT = f"Banquet/{__version__} (+chat bot; one request serves all its chats)"
_FAMILIAR = {"yahoo": f"Mozilla/5.0 (compatible; {USER_AGENT})"}
"""Yahoo turns away whoever does not begin like a browser; the name follows all the same."""
OPENAPI = "twse_openapi"
_PUBLIC = ("twse.com.tw", "tpex.org.tw", "finmindtrade.com", "yahoo.com")


@dataclass(frozen=True, slots=True)
class Host:
    """One address that is asked, and the source whose budget that costs."""

    source: str
    access: Access

    @property
    def headers(self) -> Mapping[str, str]:
        """Return who asks, as this host is told it."""
        token = self.access.token.reveal()
        agent = _FAMILIAR.get(self.source, USER_AGENT)
        return {"User-Agent": agent, **({"Authorization": f"Bearer {token}"} if token else {})}

    def url(self, question: Question) -> URL:
        """Return the address of a question."""
        return URL(f"{self.access.base_url}{question.path}").with_query(question.params)

    def redirected(self, asked: URL, location: str) -> URL:
        """Return where a redirect leads; Redirected unless that is the same scheme, host, port."""
        try:
            there = asked.join(URL(location))
            allowed = _origin(there) == _origin(asked)
        except ValueError:
            raise Redirected("nowhere") from None
        if not allowed:
            raise Redirected("elsewhere")
        return there


def hosts(settings: SourceSettings) -> Mapping[str, Host]:
    """Return the hosts that may be asked, by the name that questions use; offline there is none."""
    if settings.offline:
        return {}
    found = {name: Host(name, settings.access[name]) for name in settings.enabled}
    if twse := found.get("twse"):
        found[OPENAPI] = Host("twse", replace(twse.access, base_url=settings.openapi_url))
    return found


def is_public(name: str) -> bool:
    """Tell whether a host name belongs to a source itself, so that it never is a private one."""
    bare = name.rstrip(".").lower()
    return any(bare == domain or bare.endswith(f".{domain}") for domain in _PUBLIC)


def _origin(url: URL) -> tuple[object, ...]:
    """Return what must not change on the way: scheme, name, port, and nobody's name in front."""
    return url.scheme, url.host, url.port, url.user
