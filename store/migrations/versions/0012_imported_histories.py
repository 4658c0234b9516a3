"""Histories of conversations that next questions are learned from"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'next_imports',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('digest', sa.String(64), nullable=False),
        sa.Column('name', sa.String(200), nullable=False),
        sa.Column('begun_at', sa.DateTime(), nullable=False),
        sa.Column('finished_at', sa.DateTime()),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table('next_imports')
