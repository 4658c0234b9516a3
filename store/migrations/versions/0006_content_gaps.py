"""What became of customers' questions, content gaps, comments and suggestions"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'question_log',
        sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('question', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('decision', sa.String(length=20), nullable=False),
        sa.Column('reason', sa.String(length=40), nullable=False),
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('confidence', sa.Float(), nullable=False),
        sa.Column('clarified_in_vain', sa.Boolean(), nullable=False),
        sa.Column('helped', sa.Boolean(), nullable=True),
        sa.Column('next_taken', sa.String(length=80), nullable=False),
        sa.Column('handoff', sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint('seq'),
    )
    op.create_index('ix_question_log_conversation', 'question_log', ['conversation'])
    op.create_index('ix_question_log_at', 'question_log', ['at'])
    op.create_index('question_log_by_article', 'question_log', ['article', 'at'])
    op.create_table(
        'chore_progress',
        sa.Column('chore', sa.String(length=40), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('chore'),
    )
    op.create_table(
        'gaps',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('about', sa.String(length=80), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('decided_by_name', sa.String(length=200), nullable=False),
        sa.Column('decided_at', sa.DateTime(), nullable=True),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.Column('replayed_at', sa.DateTime(), nullable=True),
        sa.Column('replayed_version', sa.Integer(), server_default='0', nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    for column in ('about', 'state', 'article'):
        op.create_index(f'ix_gaps_{column}', 'gaps', [column])
    op.create_table(
        'gap_words',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gap', sa.Integer(), nullable=True),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('source', sa.String(length=20), nullable=False),
        sa.Column('source_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('by_name', sa.String(length=200), nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('channel', sa.String(length=40), nullable=False),
        sa.Column('segment', sa.String(length=80), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('answered_before', sa.String(length=80), nullable=True),
        sa.Column('answered_now', sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('source', 'source_id', name='one_gap_word_a_source'),
    )
    op.create_index('ix_gap_words_gap', 'gap_words', ['gap'])
    op.create_index('ix_gap_words_at', 'gap_words', ['at'])
    op.create_table(
        'suggestions',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('staff', sa.String(length=64), nullable=False),
        sa.Column('staff_name', sa.String(length=200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'article_comments',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('staff', sa.String(length=64), nullable=False),
        sa.Column('staff_name', sa.String(length=200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('resolved_at', sa.DateTime(), nullable=True),
        sa.Column('resolved_by_name', sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_article_comments_article', 'article_comments', ['article'])


def downgrade() -> None:
    for table in (
        'article_comments', 'suggestions', 'gap_words', 'gaps', 'chore_progress', 'question_log',
    ):
        op.drop_table(table)
