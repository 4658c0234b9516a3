"""Where customers' words and identities end up: every table is here, or in `not_personal`.

Exporting, erasing, what goes after a time and `docs/reference/storage.md` go by this list. It is in
the order in which a customer is erased: the conversations first, so that nothing new is taken for
them; what others are found by, last.
"""

from __future__ import annotations

from store.personal_data import figures
from store.personal_data.inventory import asked, known, said, sent
from store.personal_data.places import Place

PLACES: tuple[Place, ...] = (
    *said.PLACES,
    *sent.PLACES,
    *asked.PLACES,
    *figures.PLACES,
    *known.PLACES,
)
