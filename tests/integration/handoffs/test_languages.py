"""A customer who writes in another language, from the first word to the agent who speaks it."""

from __future__ import annotations

from core.handoffs import Team
from core.staff import Role
from store.database import Database
from store.handoffs import Agents, Handoffs
from store.staff import Staff
from tests.support.rasa_side import Chat

SPANISH = "no puedo entrar en la aplicación"


def test_an_admin_notes_who_speaks_what_and_the_team_knows(database: Database) -> None:
    staff = Staff(database)
    sam = staff.add("sam@example.com", "Sam Reed", Role.AGENT, "long enough pass", "test")
    staff.change_languages(sam.id, ("es", "fr"), "test")
    assert staff.get(sam.id).languages == ("es", "fr")
    team: Team = Agents(database).team({sam.id})
    speaker = team.speaker("es", "support")
    assert speaker
    assert speaker.id == sam.id
    assert team.speaker("de", "support") is None


async def test_who_writes_in_another_language_is_told_so_in_it(
    chat: Chat, handoffs: Handoffs
) -> None:
    told, *_ = await chat.ask(SPANISH)
    assert "solo en inglés" in told.text
    assert told.custom["evidence"]["language"] == "es"
    assert told.custom["evidence"]["reason"] == "language"
    handoff = handoffs.open_in(chat.conversation)
    assert handoff
    assert (handoff.language, handoff.reason) == ("es", "language")
    noted, *_ = await chat.ask("mi tarjeta está bloqueada desde ayer")
    assert noted.text.startswith("Anotado")
