"""What agents have written down of customers"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'customer_facts',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('whose', sa.String(240), nullable=False),
        sa.Column('name', sa.String(80), nullable=False),
        sa.Column('value', sa.String(200), nullable=False),
        sa.Column('by_name', sa.String(200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.UniqueConstraint('whose', 'name', name='one_fact_a_name'),
    )


def downgrade() -> None:
    op.drop_table('customer_facts')
