"""A day that is marked while it is rolled up is rolled up again"""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    revision_column = sa.Column('revision', sa.Integer(), nullable=False, server_default='0')
    op.add_column('insight_marks', revision_column)


def downgrade() -> None:
    op.drop_column('insight_marks', 'revision')
