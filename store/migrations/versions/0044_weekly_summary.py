"""Who wants no summary of the week by e-mail"""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('weekly_declined', sa.Column('staff', sa.String(64), primary_key=True))


def downgrade() -> None:
    op.drop_table('weekly_declined')
