"""A command's parameters as Discord's options: strings, with choices or with completion."""

from collections.abc import Callable, Coroutine
from inspect import Parameter as Given
from inspect import Signature
from typing import TypeAlias

import discord
from discord import app_commands

from bot.core.errors import OperatorError
from bot.core.i18n import say_in
from bot.core.parameters import Parameter
from bot.core.registry import Command
from bot.core.requests import Named
from bot.platforms.discord.door import Door
from bot.platforms.discord.wording import DESCRIPTION, description, name

CHOICES, VALUE = 25, 100
"""Discord's limits: choices of an option, characters of a choice's value."""

Callback: TypeAlias = Callable[..., Coroutine[None, None, None]]
Choices: TypeAlias = list[app_commands.Choice[str]]
Completion: TypeAlias = Callable[[discord.Interaction, str], Coroutine[None, None, Choices]]


def callback_of(command: Command, door: Door) -> Callback:
    """Make the function whose signature discord.py reads a command's options from."""

    async def called(interaction: discord.Interaction, **values: str | None) -> None:
        """Hand the values that were given to the core."""
        given = {key: value for key, value in values.items() if value is not None}
        await door.command(interaction, Named(command.name, given))

    asker = Given("interaction", Given.POSITIONAL_ONLY, annotation=discord.Interaction)
    options = [_option(parameter) for parameter in command.parameters]
    vars(called)["__signature__"] = Signature([asker, *options])
    for parameter in command.parameters:
        text = description(f"/{command.name} {parameter.name}", parameter.description)
        app_commands.describe(**{parameter.name: text})(called)
        _offer(called, command, parameter, door)
    return called


def _option(parameter: Parameter) -> Given:
    """Return a parameter as a string option; only the core reads what it means."""
    name(parameter.name)
    if parameter.required:
        return Given(parameter.name, Given.KEYWORD_ONLY, annotation=str)
    return Given(parameter.name, Given.KEYWORD_ONLY, annotation=str | None, default=None)


def _offer(called: Callback, command: Command, parameter: Parameter, door: Door) -> None:
    """Let an option offer its fixed choices, or else complete what is typed."""
    where = f"/{command.name} {parameter.name}"
    if choices := _choices(parameter, where):
        app_commands.choices(**{parameter.name: choices})(called)
    else:
        app_commands.autocomplete(**{parameter.name: _completion(command, parameter, door)})(called)


def _choices(parameter: Parameter, where: str) -> Choices:
    """Return the fixed choices with their labels in both languages."""
    english, chinese = (parameter.kind.choices(say_in(language)) for language in ("en", "zh-TW"))
    if len(english) > CHOICES:
        raise OperatorError(f"Discord takes {CHOICES} choices: {where} has {len(english)}")
    return [
        app_commands.Choice(
            name=app_commands.locale_str(en.label[:DESCRIPTION], chinese=zh.label[:DESCRIPTION]),
            value=en.value,
        )
        for en, zh in zip(english, chinese, strict=True)
    ]


def _completion(command: Command, parameter: Parameter, door: Door) -> Completion:
    """Make the function that completes an option; of several values it completes the last."""

    async def complete(interaction: discord.Interaction, typed: str) -> Choices:
        """Offer values from memory; Discord waits three seconds and takes no deferring."""
        before, space, last = typed.rpartition(" ") if parameter.most > 1 else ("", "", typed)
        offered = door.complete(interaction, command.name, parameter.name, last)
        whole = [(before + space + c.label, before + space + c.value) for c in offered]
        return [
            app_commands.Choice(name=label[:DESCRIPTION], value=value)
            for label, value in whole[:CHOICES]
            if label.strip() and 0 < len(value) <= VALUE
        ]

    return complete
