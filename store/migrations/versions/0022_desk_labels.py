"""Tags, contact reasons, saved views, watchers; saved replies as macros, in folders"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'handoffs', sa.Column('contact_reason', sa.String(80), nullable=False, server_default='')
    )
    for name, length in (('folder', 80), ('shortcut', 40)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default='')
        op.add_column('saved_replies', column)
    op.add_column(
        'saved_replies', sa.Column('steps', sa.JSON(), nullable=False, server_default='{}')
    )
    op.create_table(
        'saved_views',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('owner', sa.String(64), nullable=False),
        sa.Column('title', sa.String(80), nullable=False),
        sa.Column('query', sa.Text(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_saved_views_owner', 'saved_views', ['owner'])
    op.create_table(
        'conversation_tags',
        sa.Column('conversation', sa.String(64), primary_key=True),
        sa.Column('tag', sa.String(80), primary_key=True),
        sa.Column('by_name', sa.String(200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
    )
    op.create_index('conversation_tags_by_tag', 'conversation_tags', ['tag', 'conversation'])
    op.create_table(
        'watchers',
        sa.Column('conversation', sa.String(64), primary_key=True),
        sa.Column('staff', sa.String(64), primary_key=True),
        sa.Column('since', sa.DateTime(), nullable=False),
    )


def downgrade() -> None:
    for table in ('watchers', 'conversation_tags', 'saved_views'):
        op.drop_table(table)
    for name in ('steps', 'shortcut', 'folder'):
        op.drop_column('saved_replies', name)
    op.drop_column('handoffs', 'contact_reason')
