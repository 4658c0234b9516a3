"""Staff accounts: when and where each session is used, and links that set a password"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

_SINCE_WHEN_AND_WHERE = ('started_at', 'used_at', 'address', 'browser')


def upgrade() -> None:
    # Sessions from before tell neither when they began nor where: their owners sign in again.
    op.execute('DELETE FROM staff_sessions')
    with op.batch_alter_table('staff_sessions') as batch_op:
        batch_op.add_column(sa.Column('started_at', sa.DateTime(), nullable=False))
        batch_op.add_column(sa.Column('used_at', sa.DateTime(), nullable=False))
        batch_op.add_column(sa.Column('address', sa.String(length=100), nullable=False))
        batch_op.add_column(sa.Column('browser', sa.String(length=100), nullable=False))
    op.create_table(
        'password_links',
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('staff', sa.String(length=64), nullable=False),
        sa.Column('expires_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('token_hash'),
        sa.UniqueConstraint('staff'),
    )


def downgrade() -> None:
    op.drop_table('password_links')
    with op.batch_alter_table('staff_sessions') as batch_op:
        for column in reversed(_SINCE_WHEN_AND_WHERE):
            batch_op.drop_column(column)
