"""`/healthz`, `/readyz` and `/metrics`: for whoever watches the program."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from aiohttp import hdrs, web

from bot.platforms.web.asking import json_response
from bot.platforms.web.settings import Gauge, Health

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
        gauges = [Gauge("up", 1), Gauge("ready", all(parts.values()))]
        gauges += [Gauge("part_ready", ready, {"part": name}) for name, ready in parts.items()]
        gauges += await self._health.gauges()
        text = "".join(_lines(gauges))
        return web.Response(text=text, headers={hdrs.CONTENT_TYPE: _EXPOSITION})


def _lines(gauges: Iterable[Gauge]) -> Iterator[str]:
    """Write each name's type once, then its numbers."""
    for name, same in groupby(gauges, key=attrgetter("name")):
        yield f"# TYPE banquet_{name} gauge\n"
        for one in same:
            if one.value is not None:
                # As many digits as a time needs.
                yield f"banquet_{name}{_labels(one.labels)} {one.value:.15g}\n"


def _labels(labels: Mapping[str, str]) -> str:
    """Write labels as Prometheus reads them."""
    shown = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{shown}}}" if shown else ""


def _escaped(value: str) -> str:
    """Escape what would end a label's value."""
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
