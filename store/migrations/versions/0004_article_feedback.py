"""The help centre: how often readers said that an article helped"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'article_feedback',
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('helped', sa.Integer(), nullable=False),
        sa.Column('not_helped', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('article', 'day'),
    )


def downgrade() -> None:
    op.drop_table('article_feedback')
