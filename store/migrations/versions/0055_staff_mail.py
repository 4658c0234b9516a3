"""Mails to members of staff, and who wants which of them not"""

import sqlalchemy as sa
from alembic import op

revision = '0055'
down_revision = '0054'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'staff_mails',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('key', sa.String(120), nullable=False, unique=True),
        sa.Column('staff', sa.String(64), nullable=False),
        sa.Column('kind', sa.String(20), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('about', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(20), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(300), nullable=False),
        sa.Column('due_at', sa.DateTime(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_staff_mails_staff', 'staff_mails', ['staff'])
    op.create_index('ix_staff_mails_conversation', 'staff_mails', ['conversation'])
    op.create_index('ix_staff_mails_created_at', 'staff_mails', ['created_at'])
    op.create_index('staff_mails_due', 'staff_mails', ['state', 'due_at'])
    op.create_table(
        'staff_mail_declined',
        sa.Column('staff', sa.String(64), primary_key=True),
        sa.Column('kind', sa.String(20), primary_key=True),
    )


def downgrade() -> None:
    op.drop_table('staff_mail_declined')
    op.drop_table('staff_mails')
