"""How customers were served by people, rolled up by days"""

import sqlalchemy as sa
from alembic import op

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None

SPLIT = ('segment', 'channel', 'queue', 'language')
MEASURES = ('wait', 'first_answer', 'handling')
COUNTS = ('calls', 'reopened', 'promised', 'kept')


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str, kind: type = sa.Integer) -> sa.Column:
    return sa.Column(name, kind(), nullable=False)


def upgrade() -> None:
    op.create_table(
        'insight_calls',
        sa.Column('handoff', sa.Integer(), primary_key=True, autoincrement=False),
        _text('conversation', 64),
        _number('day', sa.Date),
        _number('hour'),
        _text('agent', 64),
        *(_text(name, 80) for name in SPLIT),
        *(sa.Column(name, sa.Float()) for name in MEASURES),
        *(_number(name) for name in COUNTS),
    )
    op.create_index('ix_insight_calls_conversation', 'insight_calls', ['conversation'])
    op.create_index('insight_calls_by_day', 'insight_calls', ['day'])
    op.create_index('insight_calls_by_agent', 'insight_calls', ['agent', 'day'])
    op.create_table(
        'insight_call_days',
        _number('day', sa.Date),
        _number('hour'),
        *(_text(name, 80) for name in SPLIT),
        *(_number(name) for name in COUNTS),
        *(
            _number(f'{name}{part}', sa.Float)
            for name in MEASURES
            for part in ('', '_squares', '_known')
        ),
        sa.PrimaryKeyConstraint('day', 'hour', *SPLIT),
    )
    # What was rolled up before has no calls: its days are rolled up again.
    op.execute(
        'INSERT INTO insight_marks (day, contacts, revision)'
        ' SELECT DISTINCT day, true, 0 FROM insight_contacts'
        ' WHERE day NOT IN (SELECT day FROM insight_marks)'
    )
    op.execute('UPDATE insight_marks SET contacts = true')


def downgrade() -> None:
    op.drop_table('insight_call_days')
    op.drop_table('insight_calls')
