"""Who sends hostile requests: everybody who could, with credentials that are good when they do."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta

from commands.hostile.bodies import CUSTOMER, NOBODY, SYSTEM
from core.answering import Reason
from core.api_keys import Scope
from core.articles import Draft, read_draft
from core.conversations import ANONYMOUS, Author, Utterance
from core.handoffs import FollowUpKind
from core.staff import Role, StaffMember
from store.api_keys import ApiKeys
from store.articles import Articles, Comments
from store.clock import now
from store.conversations import Conversations, Transcripts
from store.database import Database
from store.handoffs import FollowUps, Handoffs, Opening, Owed
from store.staff import ReplyWords, SavedReplies, Staff, StaffSessions
from web.auth import conversation_token
from web.auth.csrf import page_token


class Callers:
    """Accounts, a customer, and things of theirs that requests can name."""

    def __init__(self, database: Database, secret: str) -> None:
        self._database, self._secret = database, secret
        self._conversation = Conversations(database).start(ANONYMOUS, "web", "").id
        self._members: dict[str, StaffMember] = {}
        self._reply = self._key = ""

    def renew(self) -> Mapping[str, Sequence[str]]:
        """Replace the accounts that the requests so far have taken away, and return what there is.

        The values of a path's parameters, by name.
        """
        accounts = {each.member.id: each for each in Staff(self._database).everyone()}
        for role in Role:
            member = self._members.get(role.value)
            account = accounts.get(member.id) if member else None
            if account is None or not account.active or account.member.role is not role:
                self._members[role.value] = self._add(role)
        if ApiKeys(self._database).holding(self._key) is None:
            everything, admin = tuple(Scope), self._members[Role.ADMIN.value]
            _, self._key = ApiKeys(self._database).make("hostile", everything, None, admin)
        return self._things()

    def headers(self, caller: str) -> dict[str, str]:
        """Return a caller's credentials, fresh each time, as some requests end a session."""
        if caller == CUSTOMER:
            token = conversation_token(self._conversation, self._secret)
            return {"Authorization": f"Bearer {token}"}
        if caller == SYSTEM:  # the tag is that of an article just begun, as `renew` makes one
            return {"Authorization": f"Bearer {self._key}", "If-Match": '"0-1"'}
        if caller == NOBODY:
            return {}
        session = StaffSessions(self._database).start(self._members[caller], "here", "hostile")
        csrf = page_token(self._secret, session)
        return {"Cookie": f"effie_staff={session}", "X-CSRF-Token": csrf}

    def _add(self, role: Role) -> StaffMember:
        name = secrets.token_hex(6)
        email, password = f"{name}@hostile.example", secrets.token_hex(12)
        return Staff(self._database).add(email, name, role, password, by="hostile")

    def _things(self) -> dict[str, Sequence[str]]:
        conversation = self._waiting()
        database, admin = self._database, self._members[Role.ADMIN.value]
        if not self._reply:
            self._reply = str(
                SavedReplies(database).add(admin, ReplyWords("Hi", "Hello"), shared=True).id
            )
        handoff = Handoffs(database).open(conversation, Opening(Reason.ASKED, "support", ""))
        owed = Owed(conversation, FollowUpKind.UNSOLVED, now() + timedelta(hours=1), words="where")
        followed = FollowUps(database).open(owed)
        slug = Articles(database).begin(_draft(), admin)
        comment = Comments(database).add(slug, "out of date", admin)
        return {
            "conversation": (self._conversation, self._conversation, conversation),
            "handoff": (str(handoff.id), "1"),
            "follow_up": (str(followed.id), "1"),
            "slug": (slug, *(each.slug for each in Articles(database).live()[1][:3])),
            "comment": (str(comment.id), "1"),
            "key": ("1", "2"),
            "reply": (self._reply, "1"),
            "notice": ("1", "2"),
            "view": ("1", "2"),
            "gap": ("1", "2"),
            "pinned": ("1",),
            "member": tuple(each.id for each in self._members.values()),
            "name": ("cards", "other"),
            "page": ("effort", "ledger", "outcomes"),
            "table": ("score", "causes", "returns"),
            "article": ("pin", slug),
            "offered": ("pin", slug),
            "link": ("1", "2"),
            "identity": ("1", "2"),
            "file": ("desk/base.css", "widget/main.js"),
        }

    def _waiting(self) -> str:
        conversation = Conversations(self._database).start(ANONYMOUS, "web", "").id
        words = Utterance(secrets.token_hex(8), conversation, Author.CUSTOMER, "where is it", now())
        Transcripts(self._database).add([words])
        return conversation


def _draft() -> Draft:
    return read_draft({"title": f"Article {secrets.token_hex(4)}", "short": "Tap **Track**."})
