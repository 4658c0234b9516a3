"""Policies behind every "no": what customers were refused because of, and what is decided of it."""

from core.policies.policy import (
    MAX_POLICY_LENGTH,
    Policy,
    PolicyOutcome,
    PolicyReview,
    read_policy,
    read_review,
)

__all__ = [
    "MAX_POLICY_LENGTH",
    "Policy",
    "PolicyOutcome",
    "PolicyReview",
    "read_policy",
    "read_review",
]
