"""From an error to the reply people see; the log gets what they must not."""

import logging
import secrets

from bot.core.errors import AskerError, UpstreamError
from bot.core.i18n import Say
from bot.core.replies import Button, Fault, Reply, paragraph

_log = logging.getLogger(__name__)


def reply_to(failure: Exception, command: str, line: str, say: Say) -> Reply:
    """Turn any error into a designed reply: the asker's, upstream's, or our bug."""
    if isinstance(failure, AskerError):
        fault = Fault("asker", failure.message, failure.hint)
        return _reply(fault, command, failure.buttons, failure)
    again = ((Button(say("Try again"), line),),) if line else ()
    if isinstance(failure, UpstreamError):
        _log.warning("upstream failed in /%s: %s", command, failure, exc_info=failure)
        fault = Fault("upstream", say(failure.message), say(failure.hint))
        return _reply(fault, command, (*again, *failure.buttons))
    incident = secrets.token_hex(3)
    _log.error("incident %s in /%s", incident, command, exc_info=failure)
    message = say("Something went wrong on our side.")
    hint = say(
        "It is recorded as #{incident}; please tell whoever runs this bot.", incident=incident
    )
    return _reply(Fault("bug", message, hint), command, again)


def _reply(
    fault: Fault,
    command: str,
    buttons: tuple[tuple[Button, ...], ...],
    failure: AskerError | None = None,
) -> Reply:
    """Lay a fault out: what happened as the title, the way out below."""
    return Reply(
        title=fault.message,
        blocks=(paragraph(fault.hint),) if fault.hint else (),
        buttons=buttons,
        command=command,
        summary=failure.summary if failure else {},
        fault=fault,
        private=True,
    )
