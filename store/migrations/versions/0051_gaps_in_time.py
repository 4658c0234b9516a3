"""What gaps were met by is read from indexes alone, where only counts and moments are asked for"""

from alembic import op

revision = '0051'
down_revision = '0050'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('gap_words_by_gap', 'gap_words', ['gap', 'at'])
    op.create_index('gap_words_in_time', 'gap_words', ['at', 'gap'])
    op.drop_index('ix_gap_words_gap', 'gap_words')
    op.drop_index('ix_gap_words_at', 'gap_words')


def downgrade() -> None:
    op.create_index('ix_gap_words_gap', 'gap_words', ['gap'])
    op.create_index('ix_gap_words_at', 'gap_words', ['at'])
    op.drop_index('gap_words_in_time', 'gap_words')
    op.drop_index('gap_words_by_gap', 'gap_words')
