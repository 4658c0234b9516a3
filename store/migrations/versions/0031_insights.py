"""Where customers' effort goes, rolled up by days"""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

SPLIT = ('segment', 'channel', 'queue', 'language')
MEASURES = (
    *('minutes', 'messages', 'repeats', 'failed_answers', 'transfers', 'channel_switches'),
    *('waiting', 're_asked'),
)
COUNTED = (
    *('contacts', 'asked', 'score_1', 'score_2', 'score_3', 'score_4', 'score_5'),
    *('contained', 'verified', 'recognised', 'contained_recognised', 'verified_recognised'),
    *('contained_back_7', 'contained_back_14', 'verified_back_7', 'verified_back_14'),
    *('back_7', 'back_14', 'next_back_7', 'next_back_14', 'disliked_back_7', 'disliked_back_14'),
)
TABLES = ('drivers', 'marks', 'cost_days', 'days', 'costs', 'contacts')


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str, kind: type = sa.Float) -> sa.Column:
    return sa.Column(name, kind(), nullable=False)


def _split() -> list[sa.Column]:
    return [_text(name, 80) for name in SPLIT]


def upgrade() -> None:
    op.create_index('conversations_by_start', 'conversations', ['started_at'])
    op.create_table(
        'insight_contacts',
        sa.Column('conversation', sa.String(64), primary_key=True),
        _number('day', sa.Date),
        _number('started_at', sa.DateTime),
        _number('ended_at', sa.DateTime),
        _text('person', 240),
        *_split(),
        _text('reason', 40),
        _text('article', 80),
        *(_number(name) for name in MEASURES),
        *(_number(name, sa.Integer) for name in ('asked', 'contained', 'verified', 'disliked')),
        sa.Column('score', sa.Integer()),
        sa.Column('back_days', sa.Float()),
        sa.Column('next_back_days', sa.Float()),
    )
    op.create_index('insight_contacts_by_day', 'insight_contacts', ['day', 'started_at'])
    op.create_index('insight_contacts_by_person', 'insight_contacts', ['person', 'started_at'])
    op.create_index('insight_contacts_by_article', 'insight_contacts', ['article', 'day'])
    op.create_table(
        'insight_costs',
        sa.Column('id', sa.Integer(), primary_key=True),
        _text('conversation', 64),
        _number('day', sa.Date),
        _text('cause', 20),
        _text('about', 80),
        _number('question', sa.Integer),
        _number('minutes'),
    )
    op.create_index('ix_insight_costs_conversation', 'insight_costs', ['conversation'])
    op.create_index('insight_costs_by_cause', 'insight_costs', ['cause', 'about', 'day'])
    op.create_index('insight_costs_by_day', 'insight_costs', ['day'])
    op.create_table(
        'insight_days',
        _text('kind', 20),
        _number('day', sa.Date),
        _text('value', 80),
        *_split(),
        *(_number(name, sa.Integer) for name in COUNTED),
        *(_number(f'{name}{part}') for name in MEASURES for part in ('', '_squares', '_any')),
        sa.PrimaryKeyConstraint('kind', 'day', 'value', *SPLIT),
    )
    op.create_index('insight_days_by_value', 'insight_days', ['kind', 'value', 'day'])
    op.create_table(
        'insight_cost_days',
        _number('day', sa.Date),
        _text('cause', 20),
        _text('about', 80),
        *_split(),
        _number('contacts', sa.Integer),
        _number('times', sa.Integer),
        _number('minutes'),
        _number('squares'),
        sa.PrimaryKeyConstraint('day', 'cause', 'about', *SPLIT),
    )
    op.create_table(
        'insight_marks',
        sa.Column('day', sa.Date(), primary_key=True),
        _number('contacts', sa.Boolean),
    )
    op.create_table(
        'insight_drivers',
        sa.Column('id', sa.Integer(), primary_key=True),
        _number('made_at', sa.DateTime),
        _number('report', sa.JSON),
    )


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(f'insight_{name}')
    op.drop_index('conversations_by_start', 'conversations')
