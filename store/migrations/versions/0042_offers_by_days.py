"""What came of next questions, summed by days"""

import sqlalchemy as sa
from alembic import op

revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'insight_offer_days',
        sa.Column('day', sa.Date(), primary_key=True),
        *(sa.Column(name, sa.String(80), primary_key=True) for name in KEYS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
    )
    op.create_index('next_offers_in_time', 'next_offers', ['at'])


KEYS = ('article', 'offered', 'segment')
COUNTS = ('shown', 'pressed', 'anyway')


def downgrade() -> None:
    op.drop_index('next_offers_in_time', 'next_offers')
    op.drop_table('insight_offer_days')
