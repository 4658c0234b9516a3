"""What was taught lately is found by its time"""

from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_example_sightings_at', 'example_sightings', ['at'])


def downgrade() -> None:
    op.drop_index('ix_example_sightings_at', 'example_sightings')
