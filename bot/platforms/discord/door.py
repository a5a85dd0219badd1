"""Every interaction answered in time, once, and never left at “thinking…”."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from typing import TypeVar

import aiohttp
import discord

from bot.core.clock import Clock
from bot.core.i18n import N_, language_of, say_in
from bot.core.parameters import Choice
from bot.core.registry import Section
from bot.core.requests import Named
from bot.platforms.discord.asking import hint_of, request_of
from bot.platforms.discord.buttons import SHARED
from bot.platforms.discord.preparing import Preparation
from bot.platforms.discord.slots import NewMessage, Ready, SameMessage, Slot
from bot.platforms.discord.talk import Core

PATIENCE = 1.5
"""Seconds an answer may take before it is deferred; Discord gives up after three."""
FAREWELL = 5.0
"""Seconds that answers under way may still take when the program stops."""
_REMEMBERED = 2048
_HIDDEN = frozenset({Section.GENERAL, Section.SETTINGS, Section.OWNER})
_BROKEN = N_("Something went wrong on our side; it is recorded. Please try again.")
_STOPPING = N_("Banquet is being restarted. Please ask again in a minute.")
_log = logging.getLogger(__name__)
T = TypeVar("T")


class Door:
    """Answer commands and presses on the interaction they came with."""

    def __init__(self, core: Core, preparation: Preparation, clock: Clock) -> None:
        """Let questions in to this core."""
        self._core = core
        self._preparation = preparation
        self._clock = clock
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._busy: set[asyncio.Task[None]] = set()

    def admits(self, interaction: discord.Interaction) -> bool:
        """Tell whether to deal with an interaction: from a person, and not dealt with before.

        After a resume the gateway repeats events; their ids do not change.
        """
        if interaction.user.bot or interaction.id in self._seen:
            return False
        self._seen[interaction.id] = None
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True

    async def command(self, interaction: discord.Interaction, named: Named) -> None:
        """Answer a slash command: look-ups for everybody, help and settings for the asker."""
        found = self._core.registry.find(named.command)
        private = found is None or found.section in _HIDDEN
        request = request_of(interaction, self._clock.now(), named, private=private)
        slot = NewMessage(interaction, private=private)
        await self._tracked(self._answer(interaction, slot, self._preparation.command(request)))

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Answer the press of a button in place."""
        hidden = interaction.message is not None and interaction.message.flags.ephemeral
        request = request_of(interaction, self._clock.now(), "", private=hidden)
        preparing = self._preparation.press(request, custom_id)
        # What many chats show stays as it is.
        shared = custom_id.startswith(SHARED)
        slot = NewMessage(interaction, private=hidden) if shared else SameMessage(interaction)
        await self._tracked(self._answer(interaction, slot, preparing))

    def complete(
        self, interaction: discord.Interaction, command: str, parameter: str, typed: str
    ) -> list[Choice]:
        """Offer values while they are typed; from memory, for there is no deferring here."""
        return self._core.complete(command, parameter, typed, hint_of(interaction, private=True))

    async def finish(self) -> None:
        """Let answers under way leave; those that take too long are told that we stop."""
        if not self._busy:
            return
        leaving = asyncio.create_task(self._left(set(self._busy)))
        await self._within(leaving, FAREWELL)
        for task in self._busy:
            task.cancel()
        await leaving

    @staticmethod
    async def _left(busy: set[asyncio.Task[None]]) -> None:
        """Wait until all of these tasks have ended, however they end."""
        await asyncio.wait(busy)

    async def _tracked(self, work: Coroutine[None, None, None]) -> None:
        """Run work as a task that `finish` knows of."""
        task = asyncio.create_task(work)
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        await task

    async def _answer(
        self, interaction: discord.Interaction, slot: Slot, preparing: Coroutine[None, None, Ready]
    ) -> None:
        """Answer at once or after deferring; whatever fails becomes one designed sentence."""
        ready = asyncio.create_task(preparing)
        try:
            if not await self._within(ready, PATIENCE):
                await slot.defer()
            await slot.show(await ready)
        except asyncio.CancelledError:
            ready.cancel()
            await self._apologise(interaction, slot, _STOPPING)
            raise
        except discord.NotFound:
            # Discord has given the interaction up: there is no way left to answer on it.
            _log.warning("an interaction ended before its answer; nothing is sent again")
            await asyncio.wait({ready})
        except Exception:  # noqa: BLE001 - the last net: people must not be left at “thinking…”
            _log.exception("an answer could not be shown")
            await self._apologise(interaction, slot, _BROKEN)

    async def _within(self, awaited: asyncio.Task[T], seconds: float) -> bool:
        """Wait for something for at most so long; tell whether it is done."""
        timer = asyncio.create_task(self._clock.sleep(seconds))
        pair: set[asyncio.Task[T] | asyncio.Task[None]] = {awaited, timer}
        try:
            await asyncio.wait(pair, return_when=asyncio.FIRST_COMPLETED)
        finally:
            timer.cancel()
        return awaited.done()

    async def _apologise(self, interaction: discord.Interaction, slot: Slot, sentence: str) -> None:
        """Put a sentence where the answer should be, if Discord still takes one."""
        say = say_in(language_of(hint_of(interaction, private=True)) or "")
        try:
            await slot.apologise(say(sentence))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            _log.warning("an apology did not arrive: %s", type(failure).__name__)
