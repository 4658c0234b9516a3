"""Next questions that agents told the answer to before they were asked"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'agent_offers',
        sa.Column('message', sa.String(64), primary_key=True),
        sa.Column('offered', sa.String(80), primary_key=True),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('person', sa.String(64), nullable=False),
        sa.Column('segment', sa.String(80), nullable=False),
        sa.Column('article', sa.String(80), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('until', sa.DateTime(), nullable=False),
        sa.Column('follow_up', sa.Integer(), nullable=False),
    )
    op.create_index('ix_agent_offers_conversation', 'agent_offers', ['conversation'])
    op.create_index('ix_agent_offers_at', 'agent_offers', ['at'])


def downgrade() -> None:
    op.drop_table('agent_offers')
