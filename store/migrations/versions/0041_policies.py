"""Policies that customers were refused something because of"""

import sqlalchemy as sa
from alembic import op

revision = '0041'
down_revision = '0036'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'policies',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('sameness', sa.String(160), nullable=False, unique=True),
        sa.Column('words', sa.String(160), nullable=False),
        sa.Column('made_at', sa.DateTime(), nullable=False),
        sa.Column('made_by_name', sa.String(200), nullable=False),
        sa.Column('owner', sa.String(64), nullable=False, server_default=''),
        sa.Column('owner_name', sa.String(200), nullable=False, server_default=''),
        sa.Column('outcome', sa.String(20), nullable=False, server_default='open'),
        sa.Column('why', sa.Text(), nullable=False, server_default=''),
        sa.Column('told', sa.Text(), nullable=False, server_default=''),
        sa.Column('reviewed_at', sa.DateTime()),
        sa.Column('reviewed_by_name', sa.String(200), nullable=False, server_default=''),
    )
    op.create_table(
        'refusals',
        sa.Column('handoff', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('policy', sa.Integer(), nullable=False),
        sa.Column('by_name', sa.String(200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_refusals_conversation', 'refusals', ['conversation'])
    op.create_index('ix_refusals_policy', 'refusals', ['policy'])


def downgrade() -> None:
    op.drop_table('refusals')
    op.drop_table('policies')
