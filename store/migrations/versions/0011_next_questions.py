"""Which question follows which, and what came of next questions that were offered"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'next_visits',
        sa.Column('source', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('seq', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('person', sa.String(64), nullable=False),
        sa.Column('segment', sa.String(80), nullable=False),
        sa.Column('article', sa.String(80), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('refused', sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column('after', sa.String(80), nullable=False),
        sa.Column('after_segment', sa.String(80), nullable=False),
        sa.Column('how', sa.String(10), nullable=False),
    )
    op.create_index('ix_next_visits_conversation', 'next_visits', ['conversation'])
    op.create_index('next_visits_by_person', 'next_visits', ['person', 'at'])
    op.create_index('next_visits_in_time', 'next_visits', ['at', 'source', 'seq'])
    op.create_index('next_visits_by_pair', 'next_visits', ['after', 'article', 'at'])
    op.create_index('next_visits_by_article', 'next_visits', ['article', 'at'])
    op.create_table(
        'next_offers',
        sa.Column('visit', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('offered', sa.String(80), primary_key=True),
        sa.Column('place', sa.Integer(), nullable=False),
        sa.Column('segment', sa.String(80), nullable=False),
        sa.Column('article', sa.String(80), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('outcome', sa.String(10), nullable=False),
        sa.Column('taken_by', sa.Integer(), nullable=False),
    )
    op.create_index('ix_next_offers_taken_by', 'next_offers', ['taken_by'])
    op.create_index('next_offers_by_pair', 'next_offers', ['article', 'offered', 'at'])
    op.create_table(
        'next_counts',
        sa.Column('segment', sa.String(80), primary_key=True),
        sa.Column('article', sa.String(80), primary_key=True),
        sa.Column('state', sa.JSON(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
    )
    op.create_index('ix_next_counts_revision', 'next_counts', ['revision'])
    op.create_table(
        'next_clock',
        sa.Column('id', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('revision', sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table('next_clock')
    op.drop_table('next_counts')
    op.drop_table('next_offers')
    op.drop_table('next_visits')
