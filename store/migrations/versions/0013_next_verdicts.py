"""What people decide about next questions"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'next_verdicts',
        sa.Column('segment', sa.String(80), primary_key=True),
        sa.Column('article', sa.String(80), primary_key=True),
        sa.Column('offered', sa.String(80), primary_key=True),
        sa.Column('verdict', sa.String(10), nullable=False),
        sa.Column('by_name', sa.String(200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table('next_verdicts')
