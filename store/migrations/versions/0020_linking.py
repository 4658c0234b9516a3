"""One person on many channels: where a conversation goes on, links, and changes by the customer"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    scope = sa.Column('scope', sa.String(200), nullable=False, server_default='')
    op.add_column('identities', scope)
    channel = sa.Column('channel', sa.String(40), nullable=False, server_default='')
    op.add_column('utterances', channel)
    op.create_table(
        'places',
        sa.Column('conversation', sa.String(64), primary_key=True),
        sa.Column('identity', sa.Integer(), nullable=False),
        sa.Column('since', sa.Integer(), nullable=False),
    )
    op.create_index('ix_places_identity', 'places', ['identity'])
    op.create_table(
        'links',
        sa.Column('id', sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column('code', sa.String(64), nullable=False, unique=True),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('connection', sa.String(40), nullable=False),
        sa.Column('direction', sa.String(20), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('identity', sa.Integer(), nullable=False),
        sa.Column('page', sa.Integer(), nullable=False),
        sa.Column('there_at', sa.DateTime()),
        sa.Column('here_at', sa.DateTime()),
        sa.Column('done_at', sa.DateTime()),
        sa.Column('over_at', sa.DateTime()),
        sa.Column('went_on', sa.String(64), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_links_conversation', 'links', ['conversation'])
    op.create_index('ix_links_identity', 'links', ['identity'])
    op.create_table(
        'customer_changes',
        sa.Column('id', sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('message', sa.String(64), nullable=False),
        sa.Column('connection', sa.String(40), nullable=False),
        sa.Column('external', sa.String(200), nullable=False),
        sa.Column('what', sa.String(20), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.UniqueConstraint('connection', 'external', name='one_change'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_customer_changes_conversation', 'customer_changes', ['conversation'])


def downgrade() -> None:
    for table in ('customer_changes', 'links', 'places'):
        op.drop_table(table)
    op.drop_column('utterances', 'channel')
    op.drop_column('identities', 'scope')
