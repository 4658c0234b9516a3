"""Who asked to be told when what is announced is solved"""

import sqlalchemy as sa
from alembic import op

revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None

_WAITS = 'told_at IS NULL AND cancelled_at IS NULL'


def upgrade() -> None:
    op.create_table(
        'announcement_subscribers',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('announcement', sa.Integer(), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('address', sa.String(200), nullable=False),
        sa.Column('asked_at', sa.DateTime(), nullable=False),
        sa.Column('cancelled_at', sa.DateTime()),
        sa.Column('told_at', sa.DateTime()),
        sqlite_autoincrement=True,
    )
    for column in ('announcement', 'conversation'):
        name = f'ix_announcement_subscribers_{column}'
        op.create_index(name, 'announcement_subscribers', [column])
    for column in ('conversation', 'address'):
        waits = sa.text(f"{_WAITS} AND {column} != ''")
        op.create_index(
            f'announcement_subscribers_by_{column}',
            'announcement_subscribers',
            ['announcement', column],
            unique=True,
            sqlite_where=waits,
            postgresql_where=waits,
        )


def downgrade() -> None:
    op.drop_table('announcement_subscribers')
