"""Ideas of members of staff, and who is for them"""

import sqlalchemy as sa
from alembic import op

revision = '0048'
down_revision = '0047'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'ideas',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('page', sa.String(200), nullable=False),
        sa.Column('title', sa.String(200), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('left_at', sa.DateTime(), nullable=False),
        sa.Column('left_by', sa.String(64), nullable=False),
        sa.Column('left_by_name', sa.String(200), nullable=False),
        sa.Column('owner', sa.String(64), nullable=False, server_default=''),
        sa.Column('owner_name', sa.String(200), nullable=False, server_default=''),
        sa.Column('state', sa.String(20), nullable=False),
        sa.Column('why', sa.Text(), nullable=False, server_default=''),
        sa.Column('answered_at', sa.DateTime()),
        sa.Column('answered_by_name', sa.String(200), nullable=False, server_default=''),
    )
    op.create_index('ix_ideas_conversation', 'ideas', ['conversation'])
    op.create_index('ix_ideas_state', 'ideas', ['state'])
    op.create_table(
        'idea_votes',
        sa.Column('idea', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('staff', sa.String(64), primary_key=True),
        sa.Column('at', sa.DateTime(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table('idea_votes')
    op.drop_index('ix_ideas_state', 'ideas')
    op.drop_index('ix_ideas_conversation', 'ideas')
    op.drop_table('ideas')
