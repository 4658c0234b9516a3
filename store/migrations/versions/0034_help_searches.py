"""What the help centre is searched for, and what is opened"""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'help_searches',
        sa.Column('day', sa.Date(), primary_key=True),
        sa.Column('words', sa.String(300), primary_key=True),
        sa.Column('article', sa.String(80), primary_key=True),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.Column('results', sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table('help_searches')
