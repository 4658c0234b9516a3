"""Second factors of members of staff"""

import sqlalchemy as sa
from alembic import op

revision = '0054'
down_revision = '0053'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'second_factors',
        sa.Column('staff', sa.String(64), primary_key=True),
        sa.Column('secret', sa.Text(), nullable=False),
        sa.Column('last_step', sa.Integer(), nullable=False),
        sa.Column('since', sa.DateTime(), nullable=False),
    )
    op.create_table(
        'recovery_codes',
        sa.Column('code_hash', sa.String(64), primary_key=True),
        sa.Column('staff', sa.String(64), nullable=False),
    )
    op.create_index('ix_recovery_codes_staff', 'recovery_codes', ['staff'])
    op.create_table(
        'half_sign_ins',
        sa.Column('token_hash', sa.String(64), primary_key=True),
        sa.Column('staff', sa.String(64), nullable=False),
        sa.Column('expires_at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_half_sign_ins_staff', 'half_sign_ins', ['staff'])


def downgrade() -> None:
    op.drop_table('half_sign_ins')
    op.drop_table('recovery_codes')
    op.drop_table('second_factors')
