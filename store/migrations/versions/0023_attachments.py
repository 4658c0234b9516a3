"""Files that customers and agents send"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'attachments',
        sa.Column('id', sa.String(64), primary_key=True),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('agent', sa.String(64), nullable=False),
        sa.Column('message', sa.String(64), nullable=False),
        sa.Column('name', sa.String(200), nullable=False),
        sa.Column('type', sa.String(40), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('width', sa.Integer(), nullable=False),
        sa.Column('height', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(20), nullable=False),
        sa.Column('problem', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
    )
    op.create_index('attachments_of_conversation', 'attachments', ['conversation'])
    op.create_index('attachments_by_state', 'attachments', ['state'])
    op.create_index('attachments_by_message', 'attachments', ['message', 'at'])


def downgrade() -> None:
    op.drop_table('attachments')
