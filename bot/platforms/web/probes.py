"""`/healthz`, `/readyz` and `/metrics`: for whoever watches the program."""

from aiohttp import hdrs, web

from bot.platforms.web.asking import json_response
from bot.platforms.web.settings import Health

_EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


class Probes:
    """Say how the program is doing, without secrets, ids or names."""

    def __init__(self, health: Health) -> None:
        """Ask this health."""
        self._health = health

    async def alive(self, _request: web.Request) -> web.Response:
        """Say that the program runs."""
        return web.Response(text="ok\n")

    async def ready(self, _request: web.Request) -> web.Response:
        """Say which parts are ready; 503 while one is not."""
        parts = await self._health.ready()
        response = json_response({"ready": all(parts.values()), "parts": dict(parts)})
        response.set_status(200 if all(parts.values()) else 503)
        return response

    async def metrics(self, _request: web.Request) -> web.Response:
        """Write the numbers in Prometheus' text form."""
        parts = await self._health.ready()
        gauges = {"up": 1.0, "ready": float(all(parts.values())), **self._health.gauges()}
        lines = [
            f"# TYPE banquet_{name} gauge\nbanquet_{name} {value:g}\n"
            for name, value in gauges.items()
        ]
        return web.Response(text="".join(lines), headers={hdrs.CONTENT_TYPE: _EXPOSITION})
