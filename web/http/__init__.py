"""Requests and responses: reading forms and fields, rendering, streams, security headers."""

from web.http.addresses import site_address
from web.http.fields import (
    read_count,
    read_line,
    read_moment,
    read_object,
    read_query,
    read_slug,
)
from web.http.forms import field, set_cookie
from web.http.ids import read_body, read_number
from web.http.json_values import record_json, to_json
from web.http.rendering import FOLDER, render
from web.http.security import secure_answers
from web.http.seq import read_seq
from web.http.sse import BEAT, HEARTBEAT, event, event_of, open_stream
from web.http.threads import in_thread

__all__ = [
    "BEAT",
    "FOLDER",
    "HEARTBEAT",
    "event",
    "event_of",
    "field",
    "in_thread",
    "open_stream",
    "read_body",
    "read_count",
    "read_line",
    "read_moment",
    "read_number",
    "read_object",
    "read_query",
    "read_seq",
    "read_slug",
    "record_json",
    "render",
    "secure_answers",
    "set_cookie",
    "site_address",
    "to_json",
]
