"""Sensitive topics, and who has looked at what was said; clarifications that were abandoned"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'handoffs', sa.Column('sensitive', sa.String(80), nullable=False, server_default='')
    )
    op.add_column(
        'question_log',
        sa.Column('abandoned', sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        'sensitive_words',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('message', sa.String(64), nullable=False),
        sa.Column('topic', sa.String(80), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('looked_at', sa.DateTime()),
        sa.Column('looked_by', sa.String(200), nullable=False, server_default=''),
        sa.UniqueConstraint('conversation', 'message', name='one_sensitive_message'),
    )
    op.create_index('ix_sensitive_words_at', 'sensitive_words', ['at'])


def downgrade() -> None:
    op.drop_table('sensitive_words')
    op.drop_column('question_log', 'abandoned')
    op.drop_column('handoffs', 'sensitive')
