"""What becomes of a row after an answer: pure, but for the chance that spreads the retries."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.sending import Answer, Delivery, Outcome, State, Verdict
from bot.delivery.classifier import SERVER_FAILED, classify

SHORTEST = 1.0
LONGEST = 15 * 60.0
"""Bounds of the wait before another try, in seconds."""
PARKED_FROM = 60 * 60.0
LONGEST_PENALTY = 24 * 60 * 60.0
"""A penalty of more than an hour parks the row; more than a day is not believed."""
MOST_TRIES = 40
"""A row without an end of relevance is given up after so many tries."""
STORABLE = range(-(2**63), 2**63)
"""Message ids that a column holds; another one must not keep the row from being settled."""
REASON = 200
TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted")


def penalty(retry_after: float | None) -> float:
    """Return a `retry_after` as seconds to wait: whatever came, between 1 s and a day."""
    if retry_after is None or math.isnan(retry_after):
        return SHORTEST
    return min(max(retry_after, SHORTEST), LONGEST_PENALTY)


def has_expired(delivery: Delivery, now: datetime) -> bool:
    """Tell whether a message is past the time at which it still means something."""
    end = delivery.part.expires_at
    return end is not None and end <= now


def expired(delivery: Delivery) -> Outcome:
    """Return the end of a row that was not sent in time."""
    reason = "expired, an earlier copy may have arrived" if delivery.resent else "expired"
    return Outcome(delivery, Verdict.NOT_SENT, State.EXPIRED, reason=reason)


def released(delivery: Delivery) -> Outcome:
    """Return a claimed row unsent, to leave whenever it can."""
    return Outcome(delivery, Verdict.NOT_SENT, State.RETRY, reason="released")


@dataclass(frozen=True, slots=True)
class Policy:
    """Decide on rows; `chance` spreads retries so that they do not come in waves."""

    chance: random.Random

    def outcome_of(self, delivery: Delivery, answer: Answer, now: datetime) -> Outcome:
        """Return the row's next state, with a reason that an operator can read."""
        verdict = classify(answer)
        if answer.kind == "refused" and answer.migrate_to not in (None, delivery.part.chat):
            # Refused for certain, so no copy exists: it leaves once more, to the new id.
            return Outcome(
                delivery, verdict, State.RETRY, reason=said(answer), moved_to=answer.migrate_to
            )
        if verdict is Verdict.MESSAGE_BAD and _lost_its_topic(delivery, answer):
            return Outcome(delivery, verdict, State.RETRY, reason=said(answer), to_general=True)
        if verdict is Verdict.SENT:
            known = answer.message_id is not None and answer.message_id in STORABLE
            return Outcome(delivery, verdict, State.SENT, answer.message_id if known else None)
        again = _AGAIN.get(verdict)
        if again is None:
            return Outcome(delivery, verdict, State.DEAD, reason=said(answer))
        return _in_time(again(self, delivery, answer, now), now)

    def backoff(self, attempts: int) -> timedelta:
        """Return a wait with full jitter that grows with the tries: 1 s to 15 min."""
        ceiling = min(2.0 ** min(attempts, 20), LONGEST)
        return timedelta(seconds=max(SHORTEST, self.chance.uniform(0, ceiling)))

    def _not_sent(
        self, delivery: Delivery, answer: Answer, now: datetime, verdict: Verdict = Verdict.NOT_SENT
    ) -> Outcome:
        """Try again later, up to a bound for rows that nothing else ends."""
        if delivery.attempts >= MOST_TRIES:
            reason = f"given up after {delivery.attempts} tries: {said(answer)}"
            return Outcome(delivery, verdict, State.DEAD, reason=reason)
        later = now + self.backoff(delivery.attempts)
        return Outcome(delivery, verdict, State.RETRY, reason=said(answer), not_before=later)

    def _ambiguous(self, delivery: Delivery, answer: Answer, now: datetime) -> Outcome:
        """Send once more what may have arrived; a gateway's error page is hardly an arrival."""
        verdict = Verdict.AMBIGUOUS
        if not delivery.resent:
            later = now + self.backoff(delivery.attempts)
            return Outcome(
                delivery, verdict, State.AMBIGUOUS, reason=said(answer), not_before=later
            )
        if answer.kind == "garbled" and (answer.code or 0) >= SERVER_FAILED:
            return self._not_sent(delivery, answer, now, verdict)
        reason = f"ambiguous twice: {said(answer)}"
        return Outcome(delivery, verdict, State.DEAD, reason=reason)

    def _throttled(self, delivery: Delivery, answer: Answer, now: datetime) -> Outcome:
        """Wait out the penalty; a long one parks the row."""
        seconds = penalty(answer.retry_after)
        reason = f"parked: {said(answer)}" if seconds > PARKED_FROM else said(answer)
        later = now + timedelta(seconds=seconds)
        return Outcome(delivery, Verdict.THROTTLED, State.RETRY, reason=reason, not_before=later)

    def _refused(self, delivery: Delivery, answer: Answer, now: datetime) -> Outcome:
        """Keep the row for the day on which the bot's token is good again."""
        del now
        return Outcome(delivery, Verdict.BOT_REFUSED, State.RETRY, reason=said(answer))


_AGAIN: dict[Verdict, Callable[[Policy, Delivery, Answer, datetime], Outcome]] = {
    Verdict.NOT_SENT: Policy._not_sent,  # noqa: SLF001 - the class's own table
    Verdict.AMBIGUOUS: Policy._ambiguous,  # noqa: SLF001 - as above
    Verdict.THROTTLED: Policy._throttled,  # noqa: SLF001 - as above
    Verdict.BOT_REFUSED: Policy._refused,  # noqa: SLF001 - as above
}


def _lost_its_topic(delivery: Delivery, answer: Answer) -> bool:
    """Tell whether a push was refused because its topic is closed or gone."""
    words = answer.description.lower()
    return delivery.part.topic is not None and any(one in words for one in TOPIC_GONE)


def said(answer: Answer) -> str:
    """Return what the platform said, short enough for a row."""
    code = f"{answer.code}: " if answer.code is not None else ""
    moved = f" (the chat moved to {answer.migrate_to})" if answer.migrate_to is not None else ""
    return f"{code}{answer.description[:REASON] or answer.kind}{moved}"


def _in_time(outcome: Outcome, now: datetime) -> Outcome:
    """Let a row expire that would only be tried again after its end."""
    if outcome.state is State.DEAD or not has_expired(outcome.delivery, outcome.not_before or now):
        return outcome
    ended = expired(outcome.delivery)
    return Outcome(outcome.delivery, outcome.verdict, State.EXPIRED, reason=ended.reason)
