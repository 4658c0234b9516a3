"""Requests and responses: reading forms and fields, rendering, streams, security headers."""

from web.http.addresses import base_path, redirect_to, site_address
from web.http.beside import answer_beside
from web.http.bodies import read_body
from web.http.connections import BoundedProtocol
from web.http.cookies import cookie_prefix, read_cookie, read_older_cookie, set_cookie
from web.http.fields import (
    read_count,
    read_line,
    read_moment,
    read_number,
    read_query,
    read_slug,
    read_words,
)
from web.http.forms import field, fields
from web.http.json_values import record_json, to_json
from web.http.limits import (
    LIMITS,
    MAX_HELP_QUERY_LENGTH,
    MAX_QUERY_LENGTH,
    MAX_TYPED_TITLE_LENGTH,
)
from web.http.path_numbers import bound_numbers
from web.http.rendering import FOLDER, render
from web.http.request import PlainRequest
from web.http.security import guard_doors
from web.http.seq import read_before, read_place, read_seq
from web.http.setting_apart import setting_apart
from web.http.sse import BEAT, HEARTBEAT, event, event_of, open_stream
from web.http.tasks import merged
from web.http.threads import in_thread, make_threads

__all__ = [
    "BEAT",
    "FOLDER",
    "HEARTBEAT",
    "LIMITS",
    "MAX_HELP_QUERY_LENGTH",
    "MAX_QUERY_LENGTH",
    "MAX_TYPED_TITLE_LENGTH",
    "BoundedProtocol",
    "PlainRequest",
    "answer_beside",
    "base_path",
    "bound_numbers",
    "cookie_prefix",
    "event",
    "event_of",
    "field",
    "fields",
    "guard_doors",
    "in_thread",
    "make_threads",
    "merged",
    "open_stream",
    "read_before",
    "read_body",
    "read_cookie",
    "read_count",
    "read_line",
    "read_moment",
    "read_number",
    "read_older_cookie",
    "read_place",
    "read_query",
    "read_seq",
    "read_slug",
    "read_words",
    "record_json",
    "redirect_to",
    "render",
    "set_cookie",
    "setting_apart",
    "site_address",
    "to_json",
]
