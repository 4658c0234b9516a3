"""Members of staff who sign in through a provider"""

import sqlalchemy as sa
from alembic import op

revision = '0056'
down_revision = '0055'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'staff_identities',
        sa.Column('issuer', sa.String(500), primary_key=True),
        sa.Column('subject', sa.String(255), primary_key=True),
        sa.Column('staff', sa.String(64), nullable=False),
        sa.Column('since', sa.DateTime(), nullable=False),
        sa.UniqueConstraint('issuer', 'staff', name='one_identity_of_each'),
    )
    op.create_index('ix_staff_identities_staff', 'staff_identities', ['staff'])
    vouched_for = sa.Column('vouched_for', sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column('staff_sessions', vouched_for)


def downgrade() -> None:
    op.drop_column('staff_sessions', 'vouched_for')
    op.drop_table('staff_identities')
