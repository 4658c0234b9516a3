"""Comments of the effort question by meaning, and how long agents were there and occupied"""

import sqlalchemy as sa
from alembic import op

revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('surveys', sa.Column('meaning', sa.Integer()))
    op.add_column('surveys', sa.Column('nearness', sa.Float()))
    op.execute("UPDATE surveys SET meaning = 0 WHERE comment <> ''")
    op.create_index('surveys_by_meaning', 'surveys', ['meaning', 'answered_at'])
    for name, whose in (('insight_agent_hours', 'agent'), ('insight_queue_hours', 'queue')):
        op.create_table(
            name,
            sa.Column(whose, sa.String(80), primary_key=True),
            sa.Column('day', sa.Date(), primary_key=True),
            sa.Column('hour', sa.Integer(), primary_key=True, autoincrement=False),
            *(sa.Column(spent, sa.Integer(), nullable=False) for spent in SPENT),
        )
        op.create_index(f'{name}_by_day', name, ['day'])


SPENT = ('available', 'away', 'occupied', 'in_hand')


def downgrade() -> None:
    op.drop_table('insight_queue_hours')
    op.drop_table('insight_agent_hours')
    op.drop_index('surveys_by_meaning', 'surveys')
    op.drop_column('surveys', 'nearness')
    op.drop_column('surveys', 'meaning')
