"""Searches of the help centre that found nothing"""

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'empty_searches',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('network', sa.String(16), nullable=False),
        sa.Column('words', sa.String(300), nullable=False),
        sa.UniqueConstraint('day', 'network', 'words', name='one_search_a_day'),
    )


def downgrade() -> None:
    op.drop_table('empty_searches')
