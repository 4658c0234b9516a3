"""Sums of what contacts met, and the sums of days whatever the segment: a year is read at once"""

import sqlalchemy as sa
from alembic import op

revision = '0053'
down_revision = '0052'
branch_labels = None
depends_on = None

COUNTED = (
    *('contacts', 'asked', 'score_1', 'score_2', 'score_3', 'score_4', 'score_5'),
    *('contained', 'verified', 'recognised', 'contained_recognised', 'verified_recognised'),
    *('contained_back_7', 'contained_back_14', 'verified_back_7', 'verified_back_14'),
    *('back_7', 'back_14', 'next_back_7', 'next_back_14', 'disliked_back_7', 'disliked_back_14'),
)
MEASURES = (
    *('minutes', 'messages', 'repeats', 'failed_answers', 'transfers', 'channel_switches'),
    *('waiting', 're_asked'),
)
COSTS = ('contacts', 'times')
CALLS, SERVICE = ('calls', 'reopened', 'promised', 'kept'), ('wait', 'first_answer', 'handling')


def upgrade() -> None:
    op.create_index('surveys_by_nearness', 'surveys', ['meaning', 'nearness'])
    op.create_index('refusals_of_conversation', 'refusals', ['conversation', 'policy'])
    op.drop_index('ix_refusals_conversation', 'refusals')
    measured = [f'{name}{part}' for name in MEASURES for part in ('', '_squares', '_any')]
    served = [f'{name}{part}' for name in SERVICE for part in ('', '_squares', '_known')]
    kinds = [_key('kind', sa.String(20)), _key('day', sa.Date()), _key('value', sa.String(80))]
    causes = [_key('day', sa.Date()), _key('cause', sa.String(20)), _key('about', sa.String(80))]
    hours = [_key('day', sa.Date()), _key('hour', sa.Integer()), _key('queue', sa.String(80))]
    _make('insight_totals', 'insight_days', kinds, COUNTED, measured)
    op.create_index('insight_totals_by_value', 'insight_totals', ['kind', 'value', 'day'])
    _make('insight_cost_totals', 'insight_cost_days', causes, COSTS, ['minutes', 'squares'])
    op.create_index(
        'insight_cost_totals_by_cause', 'insight_cost_totals', ['cause', 'about', 'day']
    )
    _make('insight_call_totals', 'insight_call_days', hours, CALLS, served)
    op.execute(
        'INSERT INTO insight_marks (day, contacts, revision) '
        'SELECT DISTINCT day, false, 0 FROM insight_days WHERE true '
        'ON CONFLICT (day) DO NOTHING'
    )


def _key(name: str, kind: sa.types.TypeEngine) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def _make(
    name: str, of: str, keys: list[sa.Column], counted: tuple[str, ...], measured: list[str]
) -> None:
    """Make a table of sums, filled from those by segment, channel, queue and language."""
    by = [key.name for key in keys]
    op.create_table(
        name,
        *keys,
        *(sa.Column(each, sa.Integer(), nullable=False) for each in counted),
        *(sa.Column(each, sa.Float(), nullable=False) for each in measured),
        sa.PrimaryKeyConstraint(*by),
    )
    old = sa.table(of, *(sa.column(each) for each in (*by, *counted, *measured)))
    new = sa.table(name, *(sa.column(each) for each in (*by, *counted, *measured)))
    sums = [sa.func.sum(old.c[each]) for each in (*counted, *measured)]
    split = [old.c[each] for each in by]
    query = sa.select(*split, *sums).group_by(*split)
    op.execute(sa.insert(new).from_select([*by, *counted, *measured], query))


def downgrade() -> None:
    op.drop_table('insight_call_totals')
    op.drop_table('insight_cost_totals')
    op.drop_table('insight_totals')
    op.execute("DELETE FROM insight_days WHERE kind NOT IN ('', 'article', 'reason')")
    op.create_index('ix_refusals_conversation', 'refusals', ['conversation'])
    op.drop_index('refusals_of_conversation', 'refusals')
    op.drop_index('surveys_by_nearness', 'surveys')
