"""What goes by itself after a time"""

import sqlalchemy as sa
from alembic import op

revision = '0050'
down_revision = '0049'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'retention_runs',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('day', sa.Date(), nullable=False, unique=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('looks', sa.Boolean(), nullable=False),
        sa.Column('days', sa.JSON(), nullable=False),
        sa.Column('counts', sa.JSON(), nullable=False),
        sa.Column('step', sa.Integer(), nullable=False),
        sa.Column('problem', sa.Text(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.Column('done_at', sa.DateTime()),
    )
    op.create_index('gap_words_of_conversation', 'gap_words', ['conversation'])
    op.create_index('suggestions_of_conversation', 'suggestions', ['conversation'])


def downgrade() -> None:
    op.drop_index('suggestions_of_conversation', 'suggestions')
    op.drop_index('gap_words_of_conversation', 'gap_words')
    op.drop_table('retention_runs')
