"""How often a handoff has changed: of two readings of it one is the newer"""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column('revision', sa.Integer(), nullable=False, server_default='0')
    op.add_column('handoffs', column)


def downgrade() -> None:
    op.drop_column('handoffs', 'revision')
