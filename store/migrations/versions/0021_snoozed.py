"""Handoffs that are put aside until later; what members of staff are told of"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

_INDEX = 'one_open_handoff_a_conversation'


def upgrade() -> None:
    op.add_column('handoffs', sa.Column('snoozed_until', sa.DateTime()))
    op.add_column(
        'handoffs', sa.Column('snoozed_seq', sa.Integer(), nullable=False, server_default='0')
    )
    _one_open_of("'waiting', 'claimed', 'snoozed'")
    op.create_table(
        'staff_notices',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('staff', sa.String(64), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('key', sa.String(80), nullable=False),
        sa.Column('kind', sa.String(20), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('by_name', sa.String(200), nullable=False, server_default=''),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('read_at', sa.DateTime()),
        sa.UniqueConstraint('staff', 'key', name='one_notice_of_each'),
    )
    op.create_index('ix_staff_notices_staff', 'staff_notices', ['staff'])
    op.create_index('ix_staff_notices_conversation', 'staff_notices', ['conversation'])
    unread = sa.text('read_at IS NULL')
    op.create_index(
        'staff_notices_unread',
        'staff_notices',
        ['at'],
        sqlite_where=unread,
        postgresql_where=unread,
    )


def downgrade() -> None:
    op.execute("UPDATE handoffs SET state = 'claimed' WHERE state = 'snoozed'")
    op.drop_table('staff_notices')
    _one_open_of("'waiting', 'claimed'")
    op.drop_column('handoffs', 'snoozed_seq')
    op.drop_column('handoffs', 'snoozed_until')


def _one_open_of(states: str) -> None:
    op.drop_index(_INDEX, 'handoffs')
    open_ = sa.text(f'state IN ({states})')
    op.create_index(
        _INDEX,
        'handoffs',
        ['conversation'],
        unique=True,
        sqlite_where=open_,
        postgresql_where=open_,
    )
