"""What the list of conversations asks of every one: its segment, and its last handoff"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

conversations = sa.table(
    'conversations',
    sa.column('id', sa.String),
    sa.column('profile', sa.JSON),
    sa.column('segment', sa.String),
    sa.column('handoff', sa.Integer),
)
handoffs = sa.table('handoffs', sa.column('id'), sa.column('conversation'))


def upgrade() -> None:
    segment = sa.Column('segment', sa.String(80), nullable=False, server_default='')
    op.add_column('conversations', segment)
    op.add_column('conversations', sa.Column('handoff', sa.Integer()))
    of_profile = conversations.c.profile['segment'].as_string()
    last = (
        sa.select(sa.func.max(handoffs.c.id))
        .where(handoffs.c.conversation == conversations.c.id)
        .scalar_subquery()
    )
    values = {'segment': sa.func.coalesce(of_profile, ''), 'handoff': last}
    op.execute(conversations.update().values(values))
    op.drop_index('ix_conversations_last_at', 'conversations')
    listed = ['last_at', 'id', 'segment', 'channel', 'handoff']
    op.create_index('conversations_listed', 'conversations', listed)
    op.create_index('handoffs_by_agent', 'handoffs', ['agent', 'agent_name'])


def downgrade() -> None:
    op.drop_index('handoffs_by_agent', 'handoffs')
    op.drop_index('conversations_listed', 'conversations')
    op.create_index('ix_conversations_last_at', 'conversations', ['last_at'])
    for name in ('handoff', 'segment'):
        op.drop_column('conversations', name)
