"""When a message was handed to the vendor, who tells of all until some moment that they were read"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('outgoing', sa.Column('sent_at', sa.DateTime()))
    op.execute("UPDATE outgoing SET sent_at = created_at WHERE state <> 'queued'")


def downgrade() -> None:
    op.drop_column('outgoing', 'sent_at')
