"""Refusals, comments and next questions are summed by days, too; the sums of all days are made anew"""

from alembic import op

revision = '0052'
down_revision = '0051'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('surveys_by_nearness', 'surveys', ['meaning', 'nearness'])
    op.create_index('refusals_of_conversation', 'refusals', ['conversation', 'policy'])
    op.drop_index('ix_refusals_conversation', 'refusals')
    op.execute(
        'INSERT INTO insight_marks (day, contacts, revision) '
        'SELECT DISTINCT day, false, 0 FROM insight_days WHERE true '
        'ON CONFLICT (day) DO NOTHING'
    )


def downgrade() -> None:
    op.execute("DELETE FROM insight_days WHERE kind NOT IN ('', 'article', 'reason')")
    op.create_index('ix_refusals_conversation', 'refusals', ['conversation'])
    op.drop_index('refusals_of_conversation', 'refusals')
    op.drop_index('surveys_by_nearness', 'surveys')
