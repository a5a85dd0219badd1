"""The open store: one attribute per port."""

from dataclasses import dataclass

from bot.core.clock import Clock
from bot.core.leases import Leases
from storage.actions import StoredActions
from storage.audit import StoredAudit
from storage.bans import StoredBans
from storage.bars import StoredBars
from storage.broadcasts import StoredBroadcasts
from storage.budget import StoredBudget
from storage.buttons import StoredButtons
from storage.chat_counts import StoredChatCounts
from storage.chat_life import StoredChatLife
from storage.chat_settings import StoredChatSettings
from storage.chats import StoredChats
from storage.database import Database
from storage.delivery_health import StoredDeliveryHealth
from storage.editors import StoredEditors
from storage.inbox import StoredInbox
from storage.intake import StoredIntake
from storage.lost_topics import StoredLostTopics
from storage.notes import StoredNotes
from storage.notices import StoredNotices
from storage.outbox import StoredOutbox
from storage.own_baskets import StoredOwnBaskets
from storage.personal_data import StoredPersonalData
from storage.planning import StoredPlanning
from storage.pushes import StoredPushes
from storage.sessions import StoredSessions
from storage.shares import StoredShares
from storage.subscriptions import StoredSubscriptions
from storage.tickets import StoredTickets
from storage.undoing import RESTORERS, StoredUndoing


@dataclass(frozen=True, slots=True)
class Store:
    """Everything that is kept, by port; `bars` is also the Archive."""

    database: Database
    clock: Clock
    bars: StoredBars
    sessions: StoredSessions
    actions: StoredActions
    shares: StoredShares
    intake: StoredIntake
    budget: StoredBudget
    chats: StoredChats
    chat_settings: StoredChatSettings
    own_baskets: StoredOwnBaskets
    editors: StoredEditors
    tickets: StoredTickets
    audit: StoredAudit
    undoing: StoredUndoing
    chat_life: StoredChatLife
    personal_data: StoredPersonalData
    delivery_health: StoredDeliveryHealth
    lost_topics: StoredLostTopics
    inbox: StoredInbox
    outbox: StoredOutbox
    planning: StoredPlanning
    pushes: StoredPushes
    subscriptions: StoredSubscriptions
    buttons: StoredButtons
    notes: StoredNotes
    bans: StoredBans
    broadcasts: StoredBroadcasts
    chat_counts: StoredChatCounts
    notices: StoredNotices
    leases: Leases

    async def close(self) -> None:
        """Close every connection."""
        await self.database.close()


def store_on(database: Database, clock: Clock, leases: Leases) -> Store:
    """Return the store that works on an open database, with the leases of its kind."""
    return Store(
        database=database,
        clock=clock,
        bars=StoredBars(database),
        sessions=StoredSessions(database),
        actions=StoredActions(database),
        shares=StoredShares(database),
        intake=StoredIntake(database),
        budget=StoredBudget(database, clock),
        chats=StoredChats(database),
        chat_settings=StoredChatSettings(database),
        own_baskets=StoredOwnBaskets(database),
        editors=StoredEditors(database),
        tickets=StoredTickets(database),
        audit=StoredAudit(database),
        undoing=StoredUndoing(database, RESTORERS),
        chat_life=StoredChatLife(database),
        personal_data=StoredPersonalData(database),
        delivery_health=StoredDeliveryHealth(database),
        lost_topics=StoredLostTopics(database),
        inbox=StoredInbox(database, clock),
        outbox=StoredOutbox(database, clock),
        planning=StoredPlanning(database, clock),
        pushes=StoredPushes(database),
        subscriptions=StoredSubscriptions(database),
        buttons=StoredButtons(database),
        notes=StoredNotes(database),
        bans=StoredBans(database),
        broadcasts=StoredBroadcasts(database),
        chat_counts=StoredChatCounts(database),
        notices=StoredNotices(database),
        leases=leases,
    )
