"""On PostgreSQL, the full text of what people said without what the assistant says"""

from alembic import op

from store.schema.search import create_search, drop_search

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        drop_search(op.get_bind())
        create_search(op.get_bind())


def downgrade() -> None:
    pass  # what was there before finds the same
