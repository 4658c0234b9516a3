"""Which of the next questions that were offered was answered in a sentence as well"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'next_offers', sa.Column('told', sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    with op.batch_alter_table('next_offers') as batch:
        batch.drop_column('told')
