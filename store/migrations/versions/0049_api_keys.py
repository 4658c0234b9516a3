"""Keys of the API, and what was asked with them once"""

import sqlalchemy as sa
from alembic import op

revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'api_keys',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('name', sa.String(60), nullable=False),
        sa.Column('scopes', sa.JSON(), nullable=False),
        sa.Column('token_hash', sa.String(64), nullable=False, unique=True),
        sa.Column('made_by', sa.String(200), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('expires_at', sa.DateTime()),
        sa.Column('used_at', sa.DateTime()),
        sa.Column('revoked_at', sa.DateTime()),
    )
    op.create_table(
        'api_requests',
        sa.Column('key', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('name', sa.String(64), primary_key=True),
        sa.Column('digest', sa.String(64), nullable=False),
        sa.Column('resource', sa.String(200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_api_requests_at', 'api_requests', ['at'])


def downgrade() -> None:
    op.drop_table('api_requests')
    op.drop_table('api_keys')
