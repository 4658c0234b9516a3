"""Policies, what customers were refused because of them, and how they were reviewed."""

from store.policies.record import (
    MERGED,
    Policies,
    Refusal,
    note_refusal,
    policy_named,
    subject_of,
)

__all__ = ["MERGED", "Policies", "Refusal", "note_refusal", "policy_named", "subject_of"]
