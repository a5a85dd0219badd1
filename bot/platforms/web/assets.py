"""`GET /static/…`: the page's own files, read at the start; no path ever reaches the disk."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from aiohttp import hdrs, web

EARLY = "theme.js"
"""The one script that runs before the page is drawn."""
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page."""

    content: bytes
    type: str
    tag: str


def load_assets() -> Mapping[str, Asset]:
    """Read every file in `static` whose type is known."""
    found = {}
    for entry in files("bot.platforms.web").joinpath("static").iterdir():
        kind = _TYPES.get(entry.name.rpartition(".")[2])
        if kind:
            content = entry.read_bytes()
            tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
            found[entry.name] = Asset(content, kind, tag)
    return found


class Assets:
    """Serve the files by exact name."""

    def __init__(self) -> None:
        """Hold them in memory; they are small."""
        self._held = load_assets()

    @property
    def modules(self) -> list[str]:
        """Return the names of the page's scripts, for the browser to fetch at once."""
        return sorted(name for name in self._held if name.endswith(".js") and name != EARLY)

    async def show(self, request: web.Request) -> web.Response:
        """Return a file, or only say that the browser's copy is still right."""
        asset = self._held.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound(text="No such file.\n")
        headers = {hdrs.ETAG: asset.tag, hdrs.CACHE_CONTROL: "no-cache"}
        if request.headers.get(hdrs.IF_NONE_MATCH) == asset.tag:
            return web.Response(status=304, headers=headers)
        return web.Response(
            body=asset.content, content_type=asset.type, charset="utf-8", headers=headers
        )
