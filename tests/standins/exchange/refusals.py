"""How each host says no to a question that it does not understand."""

from collections.abc import Callable
from typing import TypeAlias

from aiohttp import web

Answer: TypeAlias = Callable[[str, str], web.Response]
_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"
_SECURITY = "因為安全性考量，您所執行的頁面無法呈現。 THE PAGE CANNOT BE ACCESSED!"
_STATS = {"twse": "查詢參數錯誤，請重新查詢!", "tpex": "參數輸入錯誤，請重新輸入。"}


class Refusal(Exception):  # noqa: N818 - the answer is a refusal, not an accident
    """A question that the real server would not answer as meant."""

    def __init__(self, reason: str, answer: "Answer | None" = None) -> None:
        """Hold the reason and how the host words it."""
        super().__init__(reason)
        self.answer: Answer = answer or not_understood


def not_found(host: str, reason: str) -> web.Response:
    """Answer a path that the host does not know."""
    if host == "yahoo":
        return _yahoo(404, "Not Found", reason)
    return web.Response(status=404, text=_PAGE.format("404 Not Found"), content_type="text/html")


def not_understood(host: str, reason: str) -> web.Response:
    """Answer parameters that are missing, unknown or in the wrong form."""
    if host in _STATS:
        return web.json_response({"stat": _STATS[host], "total": 0})
    if host == "mis":
        return web.json_response({"rtcode": "9999", "rtmessage": "參數不足"})
    if host == "yahoo":
        return _yahoo(400, "Bad Request", reason)
    return web.json_response({"msg": reason, "status": 400}, status=400)


def not_welcome(host: str, _: str) -> web.Response:
    """Answer a client that does not say what it is."""
    if host == "yahoo":
        return web.Response(status=429, text="Too Many Requests\r\n")
    return web.Response(status=403, text=_PAGE.format(_SECURITY), content_type="text/html")


def _yahoo(status: int, code: str, description: str) -> web.Response:
    """Answer as the chart service does."""
    error = {"code": code, "description": description}
    return web.json_response({"chart": {"result": None, "error": error}}, status=status)
