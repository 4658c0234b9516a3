"""Webhooks: where events are told, what is told, and each delivery"""

import sqlalchemy as sa
from alembic import op

revision = '0052'
down_revision = '0051'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'webhook_endpoints',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('url', sa.String(500), nullable=False),
        sa.Column('events', sa.JSON(), nullable=False),
        sa.Column('nonce', sa.String(64), nullable=False),
        sa.Column('made_by', sa.String(200), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('failing_since', sa.DateTime()),
        sa.Column('disabled_at', sa.DateTime()),
        sa.Column('disabled_why', sa.String(200), nullable=False),
    )
    op.create_table(
        'webhook_events',
        sa.Column('name', sa.String(40), primary_key=True),
        sa.Column('cause', sa.String(120), nullable=False, unique=True),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('data', sa.JSON(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_webhook_events_conversation', 'webhook_events', ['conversation'])
    op.create_index('ix_webhook_events_at', 'webhook_events', ['at'])
    op.create_table(
        'webhook_deliveries',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('event', sa.String(40), nullable=False),
        sa.Column('endpoint', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(20), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('status', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(200), nullable=False),
        sa.Column('due_at', sa.DateTime(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.UniqueConstraint('event', 'endpoint'),
    )
    op.create_index(
        'webhook_deliveries_due', 'webhook_deliveries', ['endpoint', 'state', 'due_at']
    )
    op.create_index('webhook_deliveries_listed', 'webhook_deliveries', ['endpoint', 'id'])
    op.create_index('ix_webhook_deliveries_created_at', 'webhook_deliveries', ['created_at'])


def downgrade() -> None:
    op.drop_table('webhook_deliveries')
    op.drop_table('webhook_events')
    op.drop_table('webhook_endpoints')
