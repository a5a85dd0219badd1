"""`GET /pictures/…`: pictures of answers and pushes, painted when the browser asks for them."""

from collections import OrderedDict
from typing import Final

from aiohttp import hdrs, web

from bot.core.pictures import Painter, Picture

MOST_HUNG: Final = 512
"""Pictures that can still be asked for, as data; the painter keeps the newest as files."""


class Gallery:
    """Pictures by their hash: only what was shown here is painted."""

    def __init__(self, painter: Painter) -> None:
        """Hang nothing yet."""
        self._painter = painter
        self._hung: OrderedDict[str, Picture] = OrderedDict()

    def hang(self, picture: Picture | None) -> None:
        """Let a picture be asked for; the oldest ones make room."""
        if picture is None:
            return
        self._hung[picture.hash] = picture
        self._hung.move_to_end(picture.hash)
        while len(self._hung) > MOST_HUNG:
            self._hung.popitem(last=False)

    async def show(self, request: web.Request) -> web.Response:
        """Return a picture; what is unknown or cannot be painted leaves its description."""
        picture = self._hung.get(request.match_info["hash"])
        painted = await self._painter.paint(picture) if picture else None
        if painted is None:
            raise web.HTTPNotFound(text="No such picture.\n")
        # The name says what it shows, so it never changes.
        headers = {hdrs.CACHE_CONTROL: "private, max-age=604800, immutable"}
        return web.Response(body=painted.png, content_type="image/png", headers=headers)
