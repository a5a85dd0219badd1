"""Who may talk to the page: the right host, the right origin, the right token, not too often."""

import hmac
import secrets
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.core.clock import Clock
from bot.platforms.web.allowance import Allowance
from bot.platforms.web.settings import WebSettings, address_of, is_loopback

TOKEN_HEADER = "X-Banquet-Token"  # noqa: S105 - a name, not a token
COOKIE = "banquet_access"
_MONTH = 30 * 24 * 3600
_PAGES_PER_SECOND = 20.0
_TRIES_PER_SECOND, _TRIES_AT_ONCE = 0.1, 10
_OPEN = frozenset({"/healthz"})
"""Paths that answer without the access token: they say nothing but that the program lives."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Server": "banquet",
}


class Guard:
    """The checks in front of every request of the page's server."""

    def __init__(self, settings: WebSettings, clock: Clock) -> None:
        """Make this start's page token; other pages of this machine cannot know it."""
        self.page_token = secrets.token_urlsafe(32)
        self._access = settings.access_token
        self._local = is_loopback(settings.host)
        self._hosts = {"localhost", settings.host.casefold()}
        self._pages = Allowance(_PAGES_PER_SECOND, settings.pages_at_once, clock)
        self._asks = Allowance(settings.asks_per_second, settings.asks_at_once, clock)
        self._tries = Allowance(_TRIES_PER_SECOND, _TRIES_AT_ONCE, clock)

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what comes from elsewhere, then let the handler answer."""
        if not self._is_our_host(request.host):
            raise web.HTTPMisdirectedRequest(text="This page is not served under that name.\n")
        self._spend(self._pages, request)
        if _is_foreign(request):
            raise web.HTTPForbidden(text="Other pages may not call this one.\n")
        if self._access and request.path not in _OPEN and not self._is_let_in(request):
            return self._log_in(request)
        if request.method == hdrs.METH_POST:
            self._check_post(request)
        return await handler(request)

    def _is_our_host(self, header: str) -> bool:
        """Tell whether the Host is one of ours; a foreign name may point at this machine."""
        try:
            host = (urlsplit(f"//{header}").hostname or "").casefold()
        except ValueError:
            return False
        if host in self._hosts or is_loopback(host):
            return True
        return not self._local and address_of(host) is not None

    def _is_let_in(self, request: web.Request) -> bool:
        """Tell whether the caller has shown the access token, now or before."""
        bearer = request.headers.get(hdrs.AUTHORIZATION, "").removeprefix("Bearer ")
        return _same(bearer, self._access) or _same(
            request.cookies.get(COOKIE, ""), self._session()
        )

    def _session(self) -> str:
        """Return the cookie's value: made from the access token, but not the token itself."""
        return hmac.new(self._access.encode(), b"banquet page", "sha256").hexdigest()

    def _log_in(self, request: web.Request) -> web.StreamResponse:
        """Take `/?access_token=…` once and leave a cookie instead; refuse everything else."""
        shown = request.query.get("access_token", "")
        if not shown or request.path != "/" or request.method != hdrs.METH_GET:
            raise web.HTTPUnauthorized(text="Open this page as /?access_token=... once.\n")
        self._spend(self._tries, request)
        if not _same(shown, self._access):
            raise web.HTTPUnauthorized(text="That access token is not the one of this page.\n")
        answer = web.HTTPSeeOther("/")
        answer.set_cookie(
            COOKIE,
            self._session(),
            max_age=_MONTH,
            httponly=True,
            samesite="Strict",
            secure=request.secure,
        )
        raise answer

    def _check_post(self, request: web.Request) -> None:
        """Demand our own page's origin and token: no other page can have both."""
        ours = {f"http://{request.host}", f"https://{request.host}"}
        if request.headers.get(hdrs.ORIGIN, f"http://{request.host}") not in ours:
            raise web.HTTPForbidden(text="Other pages may not ask here.\n")
        bearer = request.headers.get(hdrs.AUTHORIZATION, "").removeprefix("Bearer ")
        scripted = bool(self._access) and _same(bearer, self._access)
        if not scripted and not _same(request.headers.get(TOKEN_HEADER, ""), self.page_token):
            raise web.HTTPForbidden(text="This page was opened before the last start.\n")
        self._spend(self._asks, request)

    def _spend(self, allowance: Allowance, request: web.Request) -> None:
        """Count a call; refuse it when there are too many from one address."""
        early = allowance.wait(request.remote or "")
        if early > 0:
            seconds = str(int(early) + 1)
            raise web.HTTPTooManyRequests(
                headers={hdrs.RETRY_AFTER: seconds}, text="Too many requests.\n"
            )


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the protective headers on every answer, refusals included."""
    response.headers.update(HEADERS)
    response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")


def _is_foreign(request: web.Request) -> bool:
    """Tell whether another page made the browser call; following a link to the page is fine."""
    if request.headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}:
        return False
    opened = request.headers.get("Sec-Fetch-Mode") == "navigate"
    return not (opened and request.method == hdrs.METH_GET and request.path == "/")


def _same(shown: str, right: str) -> bool:
    """Compare without telling by the time taken how much was right."""
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), right.encode())
