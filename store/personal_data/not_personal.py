"""Tables that hold nothing of customers, and why."""

from __future__ import annotations

_STAFF = "what staff are and do; no customer"
_ARTICLES = "the company's own words"
_SUMS = "sums and counts; nobody"
NOT_PERSONAL: dict[str, str] = {
    **dict.fromkeys(
        ("articles", "article_versions", "article_drafts", "article_schedules", "article_clock"),
        _ARTICLES,
    ),
    **dict.fromkeys(("article_files", "pinned_questions", "article_comments"), _ARTICLES),
    **dict.fromkeys(("article_feedback", "channel_tallies", "gaps", "chore_progress"), _SUMS),
    **dict.fromkeys(
        ("insight_days", "insight_cost_days", "insight_call_days", "insight_marks"), _SUMS
    ),
    **dict.fromkeys(("insight_totals", "insight_cost_totals", "insight_call_totals"), _SUMS),
    **dict.fromkeys(("insight_drivers", "next_offers", "next_counts"), _SUMS),
    **dict.fromkeys(("next_clock", "next_imports", "next_verdicts", "mailboxes"), _SUMS),
    **dict.fromkeys(
        ("announcements", "policies", "setting_clock", "setting_files", "setting_versions"),
        _ARTICLES,
    ),
    "insight_offer_days": _SUMS,
    "api_keys": _STAFF,
    "api_requests": "digests of requests, and ids of what came of them, for a day",
    "staff_mail_declined": _STAFF,
    "webhook_endpoints": _STAFF,
    "webhook_deliveries": "when what was tried and answered; of whom, only `webhook_events` says",
    "weekly_declined": _STAFF,
    "insight_agent_hours": _STAFF,
    "insight_queue_hours": _STAFF,
    "idea_votes": _STAFF,
    "erasures": "ids of what is gone, so that a restored backup is erased again",
    "retention_runs": _SUMS,
    **dict.fromkeys(
        ("staff", "staff_sessions", "password_links", "saved_replies", "saved_views"), _STAFF
    ),
    **dict.fromkeys(
        ("second_factors", "recovery_codes", "half_sign_ins", "staff_identities"),
        _STAFF,
    ),
}
