"""The page's server: its addresses, and its life from start to stop."""

import asyncio
import errno
import logging

from aiohttp import web

from bot.core.clock import Clock
from bot.core.core import Core
from bot.core.errors import OperatorError
from bot.core.pictures import Painter
from bot.core.pushing import Pushes
from bot.platforms.web.asking import BODY_LIMIT, Asking
from bot.platforms.web.assets import Assets
from bot.platforms.web.board import Board
from bot.platforms.web.catalog import Catalog
from bot.platforms.web.gallery import Gallery
from bot.platforms.web.guard import Guard, add_headers
from bot.platforms.web.page import Page
from bot.platforms.web.probes import Probes
from bot.platforms.web.settings import Health, WebSettings, is_loopback

_STOP_SECONDS = 2
_IDLE_SECONDS = 30
_REST_SECONDS = 2
"""How long the rest of a refused body is awaited before the connection is closed."""
_log = logging.getLogger(__name__)


async def serve(
    settings: WebSettings,
    core: Core,
    health: Health,
    clock: Clock,
    pushes: Pushes,
    painter: Painter,
) -> None:
    """Serve the page until cancelled; a port that is taken is the operator's to change."""
    runner = web.AppRunner(
        application(settings, core, health, clock, pushes, painter),
        access_log=None,
        keepalive_timeout=_IDLE_SECONDS,
        lingering_time=_REST_SECONDS,
        shutdown_timeout=_STOP_SECONDS,
    )
    await runner.setup()
    try:
        await _listen(runner, settings)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def application(
    settings: WebSettings,
    core: Core,
    health: Health,
    clock: Clock,
    pushes: Pushes,
    painter: Painter,
) -> web.Application:
    """Put the routes behind the guard."""
    if not (is_loopback(settings.host) or settings.access_token):
        raise OperatorError("[web] listen: an address other than this machine's needs access_token")
    guard = Guard(settings, clock)
    assets, probes, catalog = Assets(), Probes(health), Catalog(core)
    page = Page(core, guard.page_token, assets.modules)
    gallery = Gallery(painter)
    asking = Asking(core, clock, settings.patience_seconds, gallery)
    board = Board(pushes, clock, gallery)
    app = web.Application(middlewares=[guard.check], client_max_size=BODY_LIMIT)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(board.close)
    app.add_routes(
        [
            web.get("/", page.show),
            web.get("/static/{name}", assets.show),
            web.get(r"/pictures/{hash:[0-9a-f]{32}}.png", gallery.show),
            web.get("/healthz", probes.alive),
            web.get("/readyz", probes.ready),
            web.get("/metrics", probes.metrics),
            web.get("/api/commands", catalog.commands),
            web.get("/api/complete", catalog.complete),
            web.post("/api/ask", asking.answer),
            web.get("/api/pushes", board.show),
        ]
    )
    return app


async def _listen(runner: web.AppRunner, settings: WebSettings) -> None:
    """Open the port, or say in one line why not and what to do."""
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        reason = "is taken" if error.errno == errno.EADDRINUSE else "cannot be opened"
        raise OperatorError(
            f"[web] listen: {settings.host}:{settings.port} {reason};"
            " stop the other program or set another port"
        ) from None
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    _log.info("the chat page is at http://%s:%d/", host, settings.port)
