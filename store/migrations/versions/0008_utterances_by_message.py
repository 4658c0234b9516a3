"""Whether a message has been said, found at once"""

from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('utterances_by_message', 'utterances', ['conversation', 'message'])


def downgrade() -> None:
    op.drop_index('utterances_by_message', 'utterances')
