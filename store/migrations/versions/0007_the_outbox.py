"""What is still to be announced of handoffs: their events are its outbox"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

_OPEN = sa.text('announced_at IS NULL')


def upgrade() -> None:
    op.add_column('handoff_events', sa.Column('announced_at', sa.DateTime(), nullable=True))
    # What was written before was announced at once, or within the second in which it happened.
    op.execute('UPDATE handoff_events SET announced_at = at')
    op.create_index(
        'handoff_events_to_announce', 'handoff_events', ['handoff'],
        sqlite_where=_OPEN, postgresql_where=_OPEN,
    )


def downgrade() -> None:
    op.drop_index('handoff_events_to_announce', 'handoff_events')
    with op.batch_alter_table('handoff_events') as batch_op:
        batch_op.drop_column('announced_at')
