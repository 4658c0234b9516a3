"""Which version of Effie the record's tables are of, and bringing them up to date.

Alembic is imported where it is used: only a start needs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from core.errors import Unavailable

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


class OlderTables(Unavailable):
    """The database is of an earlier version of Effie. Run 'python -m commands.setup' to bring it
    up to date, as 'make run' does by itself; then start this again. Nothing was changed.
    """


class NewerTables(Unavailable):
    """The database is of a later version of Effie. Start that version, or restore the backup that
    was made before it was installed. Nothing was changed.
    """


def upgrade(connection: Connection) -> None:
    """Bring the tables up to date; raises NewerTables where this version is too old for them."""
    import alembic.command

    if _found(connection) not in _known():
        raise NewerTables
    config = _config()
    config.attributes["connection"] = connection
    alembic.command.upgrade(config, "head")
    connection.commit()


def revision_of(connection: Connection) -> str | None:
    """Return by what a version that is restored from a backup is known; None: no tables."""
    return _found(connection)


def is_known(revision: str | None) -> bool:
    """Tell whether this version can bring tables of a revision up to date."""
    return revision in _known()


def are_newer(connection: Connection) -> bool:
    """Tell whether a later version, which may run beside this one, made the tables.

    Raises OlderTables where they lack what this version has added.
    """
    found, known = _found(connection), _known()
    if found in known and not known[found]:
        raise OlderTables
    return found not in known


def _found(connection: Connection) -> str | None:
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def _known() -> dict[str | None, bool]:
    """Return the revisions that this version knows, and whether each is its latest."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config())
    head = scripts.get_current_head()
    return {None: False} | {
        each.revision: each.revision == head for each in scripts.walk_revisions()
    }


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
