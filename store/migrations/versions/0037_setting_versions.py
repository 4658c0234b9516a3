"""Settings that are changed in the product"""

import sqlalchemy as sa
from alembic import op

revision = '0037'
down_revision = '0042'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'setting_clock',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('revision', sa.Integer(), nullable=False),
    )
    op.execute('INSERT INTO setting_clock (id, revision) VALUES (1, 0)')
    op.create_table(
        'setting_files',
        sa.Column('name', sa.String(80), primary_key=True),
        sa.Column('base', sa.Text(), nullable=False),
        sa.Column('changed', sa.Text()),
        sa.Column('version', sa.Integer(), nullable=False),
    )
    op.create_table(
        'setting_versions',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('file', sa.String(80), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('origin', sa.String(20), nullable=False),
        sa.Column('before', sa.Text(), nullable=False),
        sa.Column('after', sa.Text(), nullable=False),
        sa.Column('who', sa.String(200), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.UniqueConstraint('file', 'number', name='one_version_of_each_number'),
    )


def downgrade() -> None:
    op.drop_table('setting_versions')
    op.drop_table('setting_files')
    op.drop_table('setting_clock')
