"""How messages that were sent are compared with those that came, while processes are killed."""

from __future__ import annotations

import pytest

from tests.kills_over_channels.compared import Compared, compared


@pytest.mark.parametrize(
    ("came", "found"),
    [
        ("abca", Compared(4)),
        ("aba", Compared(4, lost=1)),
        ("abbca", Compared(4, doubled=1)),
        ("acba", Compared(4, misplaced=2)),
        ("abcaabca", Compared(4, doubled=4)),
        ("", Compared(4, lost=4)),
    ],
)
def test_what_is_lost_doubled_or_out_of_order_is_counted(came: str, found: Compared) -> None:
    assert compared("abca", came) == found
    assert found.is_clean == (came == "abca")
