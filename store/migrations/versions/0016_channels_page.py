"""What admins see of a connection: what is only counted, and how the rest is found fast"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'channel_tallies',
        sa.Column('connection', sa.String(40), primary_key=True),
        sa.Column('what', sa.String(20), primary_key=True),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.Column('last_at', sa.DateTime(), nullable=False),
    )
    op.create_index('arrivals_by_connection', 'arrivals', ['connection', 'arrived_at'])
    op.create_index('outgoing_by_state', 'outgoing', ['connection', 'state', 'changed_at'])


def downgrade() -> None:
    op.drop_index('outgoing_by_state', 'outgoing')
    op.drop_index('arrivals_by_connection', 'arrivals')
    op.drop_table('channel_tallies')
