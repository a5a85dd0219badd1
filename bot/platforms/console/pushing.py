"""Pushes on the terminal: written above the prompt when their time comes."""

import sys
from dataclasses import dataclass

from prompt_toolkit.patch_stdout import patch_stdout

from bot.core.pushing import Push
from bot.core.replies import Reply
from bot.core.sending import DELETE, PIN, Answer, Delivery
from bot.platforms.console.render import Ink, written


@dataclass(frozen=True, slots=True)
class ConsolePusher:
    """Lay out pushes for the terminal; implements the Pusher port."""

    ink: Ink
    platform: str = "console"
    bot: str = "console"

    def push(self, reply: Reply, language: str) -> Push:  # noqa: ARG002 - the port's signature
        """Write a reply as an answer is written."""
        return Push([{"text": written(reply, self.ink)}])


class ConsoleSender:
    """Show pushes and edits; a terminal has nothing to pin."""

    async def send(self, delivery: Delivery) -> Answer:
        """Write one delivery; the line that is being typed stays where it is."""
        if delivery.part.method not in (PIN, DELETE):
            with patch_stdout(raw=True):
                sys.stdout.write(f"\n{delivery.part.body['text']}\n\n")
                sys.stdout.flush()
        return Answer("ok", message_id=delivery.id)
