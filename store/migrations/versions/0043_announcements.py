"""Announcements, and whom they have met"""

import sqlalchemy as sa
from alembic import op

revision = '0043'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'announcements',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('words', sa.String(400), nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('begins', sa.DateTime(), nullable=False),
        sa.Column('ends', sa.DateTime()),
        sa.Column('next_news', sa.DateTime()),
        sa.Column('segments', sa.JSON(), nullable=False),
        sa.Column('channels', sa.JSON(), nullable=False),
        sa.Column('pages', sa.JSON(), nullable=False),
        sa.Column('articles', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('changed_by', sa.String(200), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_announcements_ends', 'announcements', ['ends'])
    op.create_table(
        'announcement_contacts',
        sa.Column('announcement', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('conversation', sa.String(64), primary_key=True),
        sa.Column('message', sa.String(64), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('spared', sa.String(20), nullable=False),
    )


def downgrade() -> None:
    op.drop_table('announcement_contacts')
    op.drop_table('announcements')
