"""What was erased of customers, and the audit found by person, action and time"""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'erasures',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('whose', sa.JSON(), nullable=False),
        sa.Column('by_name', sa.String(200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('found', sa.JSON(), nullable=False),
        sa.Column('erased', sa.JSON(), nullable=False),
        sa.Column('step', sa.Integer(), nullable=False),
        sa.Column('problem', sa.Text(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.Column('done_at', sa.DateTime()),
    )
    op.create_index('audit_by_time', 'audit', ['at'])
    op.create_index('audit_by_who', 'audit', ['who', 'id'])
    op.create_index('audit_by_what', 'audit', ['what', 'id'])


def downgrade() -> None:
    op.drop_index('audit_by_what', 'audit')
    op.drop_index('audit_by_who', 'audit')
    op.drop_index('audit_by_time', 'audit')
    op.drop_table('erasures')
