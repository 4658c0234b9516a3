"""Who may do what: sessions of staff, tokens of customers, protection of forms."""

from web.auth.access import Open, access_of, conversation_only, open_to_everyone
from web.auth.browsers import browser_name
from web.auth.csrf import HOME, form_token, safe_next, same
from web.auth.customer_tokens import (
    IdentityRefused,
    Right,
    TokenRefused,
    conversation_token,
    read_conversation_token,
    read_identity,
)
from web.auth.placing import placed, read_customer
from web.auth.senders import sender_of
from web.auth.staff import (
    COOKIE,
    WrongRole,
    check_role,
    check_token,
    keep_private,
    session_of,
    staff_only,
    token_for_pages,
    who_asks,
    who_may,
)
from web.auth.staff_pages import about_who_asks, other_account, staff_blueprint, staff_page
from web.auth.throttle import (
    count_code,
    count_own_try,
    count_sign_on,
    count_try,
    forget_codes,
    forget_own_tries,
    forget_sign_on,
    forget_tries,
    know_browser,
)

__all__ = [
    "COOKIE",
    "HOME",
    "IdentityRefused",
    "Open",
    "Right",
    "TokenRefused",
    "WrongRole",
    "about_who_asks",
    "access_of",
    "browser_name",
    "check_role",
    "check_token",
    "conversation_only",
    "conversation_token",
    "count_code",
    "count_own_try",
    "count_sign_on",
    "count_try",
    "forget_codes",
    "forget_own_tries",
    "forget_sign_on",
    "forget_tries",
    "form_token",
    "keep_private",
    "know_browser",
    "open_to_everyone",
    "other_account",
    "placed",
    "read_conversation_token",
    "read_customer",
    "read_identity",
    "safe_next",
    "same",
    "sender_of",
    "session_of",
    "staff_blueprint",
    "staff_only",
    "staff_page",
    "token_for_pages",
    "who_asks",
    "who_may",
]
