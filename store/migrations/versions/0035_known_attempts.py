"""Of a message that waits, an attempt is noted only while nobody knows how it ended"""

from alembic import op

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE outgoing SET sent_at = NULL WHERE state = 'queued' AND reason <> ''")


def downgrade() -> None:
    pass
