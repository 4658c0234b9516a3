"""Answers to ideas that who left them has yet to read"""

import sqlalchemy as sa
from alembic import op

revision = '0057'
down_revision = '0056'
branch_labels = None
depends_on = None


def upgrade() -> None:
    unread = sa.Column('unread', sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column('ideas', unread)


def downgrade() -> None:
    with op.batch_alter_table('ideas') as table:
        table.drop_column('unread')
