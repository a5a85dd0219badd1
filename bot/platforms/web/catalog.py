"""`GET /api/commands` and `GET /api/complete`: the forms, as the registry declares them."""

from aiohttp import web

from bot.core.core import Core
from bot.core.i18n import LANGUAGES, Say, say_in
from bot.core.parameters import Choice, Parameter
from bot.core.principals import Access
from bot.core.registry import SECTION_TITLES, Command
from bot.platforms.web.asking import CHAT, json_response
from bot.platforms.web.texts import texts

_TYPED_LIMIT = 64


class Catalog:
    """Tell the page which commands there are, in its language."""

    def __init__(self, core: Core) -> None:
        """Read the core's registry."""
        self._core = core

    async def commands(self, request: web.Request) -> web.Response:
        """List sections, commands and their forms, and the page's own texts."""
        say = say_in(await self._language(request))
        shown = [c for c in self._core.registry.commands if c.access is not Access.OWNER]
        return json_response(
            {
                "language": say.language,
                "texts": texts(say),
                "commands": [_command(command, say) for command in shown],
            }
        )

    async def complete(self, request: web.Request) -> web.Response:
        """Offer values for a parameter that begin like what is typed."""
        query = request.query
        found = self._core.complete(
            query.get("command", ""),
            query.get("parameter", ""),
            query.get("typed", "")[:_TYPED_LIMIT],
            await self._language(request),
        )
        return json_response([_choice(choice) for choice in found])

    async def _language(self, request: web.Request) -> str:
        """Return the language asked for, else the page's own."""
        asked = request.query.get("lang")
        return asked if asked in LANGUAGES else await self._core.language(CHAT)


def _command(command: Command, say: Say) -> dict[str, object]:
    """Describe one command as a form."""
    return {
        "name": command.name,
        "aliases": list(command.aliases),
        "summary": say(command.summary),
        "section": say(SECTION_TITLES[command.section]),
        "examples": list(command.examples),
        "bare": command.bare,
        "parameters": [_parameter(parameter, say) for parameter in command.parameters],
    }


def _parameter(parameter: Parameter, say: Say) -> dict[str, object]:
    """Describe one field."""
    return {
        "name": parameter.name,
        "description": say(parameter.description),
        "required": parameter.required,
        "many": parameter.most > 1,
        "choices": [_choice(choice) for choice in parameter.kind.choices(say)],
    }


def _choice(choice: Choice) -> dict[str, str]:
    """Write one value to pick."""
    return {"label": choice.label, "value": choice.value}
