"""The limits of what people write and send, as the pages know them.

Each is defined once, where it is kept to; a page lets nobody write what would be refused. The names
are those of templates and scripts: `limits.title`.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.announcements import MAX_ANNOUNCEMENT_LENGTH
from core.articles import (
    MAX_NAME_LENGTH,
    MAX_NEXT_QUESTIONS,
    MAX_QUESTION_LENGTH,
    MAX_TITLE_LENGTH,
)
from core.attachments import MAX_ALT_LENGTH, MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS
from core.content_gaps import MAX_DISMISSAL_LENGTH
from core.conversations import MAX_CONTACT_LENGTH
from core.handoffs import MAX_CHATS
from core.ideas import MAX_IDEA_LENGTH
from core.policies import MAX_POLICY_LENGTH
from core.staff import (
    MAX_CODE_LENGTH,
    MAX_EMAIL_LENGTH,
    MAX_FOLDER_LENGTH,
    MAX_MEMBER_NAME_LENGTH,
    MAX_PASSWORD_LENGTH,
    MAX_REPLY_TITLE_LENGTH,
    MAX_SHORTCUT_LENGTH,
    MIN_PASSWORD_LENGTH,
)
from core.text import MAX_COMMENT_LENGTH, MAX_MESSAGE_LENGTH, MAX_SLUG_LENGTH
from store.article_files import MAX_UPLOAD_BYTES
from store.articles import MAX_ARTICLE_COMMENT_LENGTH, MAX_WHY_LENGTH

MAX_QUERY_LENGTH = 200  # characters of a search by staff
MAX_HELP_QUERY_LENGTH = 300  # characters of one in the help centre; what follows is left out
MAX_TYPED_TITLE_LENGTH = 200  # characters; a title too long is told so in the editor, not cut

LIMITS: Mapping[str, int] = {
    "alt": MAX_ALT_LENGTH,
    "announcement": MAX_ANNOUNCEMENT_LENGTH,
    "article_comment": MAX_ARTICLE_COMMENT_LENGTH,
    "attachment_bytes": MAX_ATTACHMENT_BYTES,
    "attachments": MAX_ATTACHMENTS,
    "chats": MAX_CHATS,
    "code": MAX_CODE_LENGTH,
    "comment": MAX_COMMENT_LENGTH,
    "policy": MAX_POLICY_LENGTH,
    "contact": MAX_CONTACT_LENGTH,
    "dismissal": MAX_DISMISSAL_LENGTH,
    "email": MAX_EMAIL_LENGTH,
    "folder": MAX_FOLDER_LENGTH,
    "help_query": MAX_HELP_QUERY_LENGTH,
    "member_name": MAX_MEMBER_NAME_LENGTH,
    "idea": MAX_IDEA_LENGTH,
    "message": MAX_MESSAGE_LENGTH,
    "min_password": MIN_PASSWORD_LENGTH,
    "name": MAX_NAME_LENGTH,
    "next_questions": MAX_NEXT_QUESTIONS,
    "password": MAX_PASSWORD_LENGTH,
    "query": MAX_QUERY_LENGTH,
    "question": MAX_QUESTION_LENGTH,
    "reply_title": MAX_REPLY_TITLE_LENGTH,
    "shortcut": MAX_SHORTCUT_LENGTH,
    "slug": MAX_SLUG_LENGTH,
    "title": MAX_TITLE_LENGTH,
    "typed_title": MAX_TYPED_TITLE_LENGTH,
    "upload_bytes": MAX_UPLOAD_BYTES,
    "why": MAX_WHY_LENGTH,
}
