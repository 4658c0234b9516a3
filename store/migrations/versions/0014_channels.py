"""Messengers: who writes through a connection, what came in over it, and what goes out"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

_OPEN = sa.text('handled_at IS NULL')
_QUEUED = sa.text("state = 'queued'")


def upgrade() -> None:
    op.create_table(
        'identities',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('person', sa.String(64), nullable=False),
        sa.Column('connection', sa.String(40), nullable=False),
        sa.Column('external', sa.String(200), nullable=False),
        sa.Column('assurance', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(200), nullable=False),
        sa.Column('language', sa.String(40), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('first_at', sa.DateTime(), nullable=False),
        sa.Column('last_in_at', sa.DateTime()),
        sa.Column('unreachable_at', sa.DateTime()),
        sa.Column('unreachable_why', sa.Text(), nullable=False),
        sa.UniqueConstraint('connection', 'external', name='one_identity'),
    )
    op.create_index('ix_identities_person', 'identities', ['person'])
    op.create_table(
        'channel_conversations',
        sa.Column('conversation', sa.String(64), primary_key=True),
        sa.Column('identity', sa.Integer(), nullable=False),
    )
    op.create_index('ix_channel_conversations_identity', 'channel_conversations', ['identity'])
    op.create_table(
        'arrivals',
        sa.Column('id', sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column('connection', sa.String(40), nullable=False),
        sa.Column('external', sa.String(200), nullable=False),
        sa.Column('sender', sa.String(200), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('sent_at', sa.Float(), nullable=False),
        sa.Column('arrived_at', sa.DateTime(), nullable=False),
        sa.Column('handled_at', sa.DateTime()),
        sa.Column('problem', sa.Text(), nullable=False),
        sa.UniqueConstraint('connection', 'external', name='one_arrival'),
        sqlite_autoincrement=True,
    )
    op.create_index(
        'arrivals_to_handle', 'arrivals', ['id'], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_table(
        'outgoing',
        sa.Column('id', sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column('connection', sa.String(40), nullable=False),
        sa.Column('recipient', sa.String(200), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('cause', sa.String(120), nullable=False, unique=True),
        sa.Column('upto', sa.Integer(), nullable=False),
        sa.Column('part', sa.Integer(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('state', sa.String(20), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('due_at', sa.DateTime(), nullable=False),
        sa.Column('external', sa.String(200), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_outgoing_conversation', 'outgoing', ['conversation'])
    op.create_index(
        'outgoing_to_send', 'outgoing', ['id'], sqlite_where=_QUEUED, postgresql_where=_QUEUED
    )
    op.create_index('outgoing_by_external', 'outgoing', ['connection', 'external'])


def downgrade() -> None:
    op.drop_table('outgoing')
    op.drop_table('arrivals')
    op.drop_table('channel_conversations')
    op.drop_table('identities')
