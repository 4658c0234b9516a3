"""The full text of what people said and noted"""

from alembic import op

from store.schema.search import create_search, drop_search

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_search(op.get_bind())


def downgrade() -> None:
    drop_search(op.get_bind())
