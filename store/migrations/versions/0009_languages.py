"""Which languages staff speak, and which one a customer writes in"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('staff') as batch_op:
        batch_op.add_column(
            sa.Column('languages', sa.JSON(), nullable=False, server_default='[]'))
    with op.batch_alter_table('handoffs') as batch_op:
        batch_op.add_column(
            sa.Column('language', sa.String(length=8), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('handoffs') as batch_op:
        batch_op.drop_column('language')
    with op.batch_alter_table('staff') as batch_op:
        batch_op.drop_column('languages')
