"""E-mail: how far a mailbox was read, the mails that came, and answers to typed addresses"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'mailboxes',
        sa.Column('connection', sa.String(40), primary_key=True),
        sa.Column('folder', sa.String(200), nullable=False),
        sa.Column('uid_validity', sa.String(20), nullable=False),
        sa.Column('last_uid', sa.Integer(), nullable=False),
        sa.Column('renumbered_upto', sa.Integer(), nullable=False),
        sa.Column('begun_at', sa.DateTime(), nullable=False),
        sa.Column('looked_at', sa.DateTime()),
        sa.Column('problem', sa.Text(), nullable=False),
    )
    op.create_table(
        'mails',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('connection', sa.String(40), nullable=False),
        sa.Column('external', sa.String(64), nullable=False),
        sa.Column('message_id', sa.String(200), nullable=False),
        sa.Column('refers_to', sa.JSON(), nullable=False),
        sa.Column('sender', sa.String(200), nullable=False),
        sa.Column('subject', sa.Text(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('attachments', sa.JSON(), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('unanswered', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.UniqueConstraint('connection', 'external', name='one_mail'),
    )
    op.create_index('mails_by_message_id', 'mails', ['connection', 'message_id'])
    op.create_index('mails_of_conversation', 'mails', ['conversation', 'id'])
    op.create_table(
        'written_answers',
        sa.Column('message', sa.String(64), primary_key=True),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('follow_up', sa.Integer(), nullable=False),
        sa.Column('connection', sa.String(40), nullable=False),
        sa.Column('recipient', sa.String(200), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('by', sa.String(200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_written_answers_conversation', 'written_answers', ['conversation'])
    op.create_index('ix_written_answers_follow_up', 'written_answers', ['follow_up'])


def downgrade() -> None:
    op.drop_table('written_answers')
    op.drop_table('mails')
    op.drop_table('mailboxes')
