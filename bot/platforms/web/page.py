"""`GET /`: the page, in the reader's language, with this start's token."""

from collections.abc import Sequence
from functools import lru_cache

from aiohttp import hdrs, web
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.core.core import Core
from bot.core.i18n import LANGUAGES, language_of, say_in
from bot.platforms.web.asking import CHAT
from bot.platforms.web.texts import EXAMPLES, texts

LANGUAGE_COOKIE = "banquet_language"
_HTML_LANGUAGES = {"zh-TW": "zh-Hant-TW", "en": "en"}


class Page:
    """The one page there is."""

    def __init__(self, core: Core, page_token: str, modules: Sequence[str]) -> None:
        """Hand the token to the page, so that it alone may ask."""
        self._core = core
        self._token = page_token
        self._modules = modules

    async def show(self, request: web.Request) -> web.Response:
        """Write the page."""
        language = await self._language(request)
        html = _template().render(
            texts=texts(say_in(language)),
            language=language,
            html_language=_HTML_LANGUAGES[language],
            token=self._token,
            examples=EXAMPLES,
            modules=self._modules,
        )
        return web.Response(text=html, content_type="text/html")

    async def _language(self, request: web.Request) -> str:
        """Return the language chosen on the page, else the chat's, else the browser's first."""
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        if chosen in LANGUAGES:
            return chosen
        wanted = request.headers.get(hdrs.ACCEPT_LANGUAGE, "").partition(",")[0].partition(";")[0]
        return await self._core.language(CHAT, language_of(wanted))


@lru_cache(maxsize=1)
def _template() -> Template:
    """Read the template once; everything put into it is escaped."""
    loader = PackageLoader("bot.platforms.web", "templates")
    engine = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return engine.get_template("page.html.jinja")
