"""The articles: live versions, drafts, schedules, the folder's files and pinned questions"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    clock = op.create_table(
        'article_clock',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.bulk_insert(clock, [{'id': 1, 'revision': 0}])
    op.create_table(
        'articles',
        sa.Column('slug', sa.String(length=80), nullable=False),
        sa.Column('name', sa.String(length=80), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('live', sa.Integer(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('draft_revision', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('slug'),
        sa.UniqueConstraint('name'),
    )
    op.create_index('ix_articles_revision', 'articles', ['revision'])
    op.create_table(
        'article_versions',
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('restores', sa.Integer(), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('by', sa.String(length=64), nullable=False),
        sa.Column('by_name', sa.String(length=200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('article', 'number'),
        sa.UniqueConstraint('revision'),
    )
    op.create_table(
        'article_drafts',
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('based_on', sa.Integer(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('from_folder', sa.Boolean(), nullable=False),
        sa.Column('by', sa.String(length=64), nullable=False),
        sa.Column('by_name', sa.String(length=200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('article'),
    )
    op.create_table(
        'article_schedules',
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('publish_at', sa.DateTime(), nullable=True),
        sa.Column('expire_at', sa.DateTime(), nullable=True),
        sa.Column('draft_revision', sa.Integer(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=True),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('by', sa.String(length=64), nullable=False),
        sa.Column('by_name', sa.String(length=200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('article'),
    )
    op.create_index('ix_article_schedules_publish_at', 'article_schedules', ['publish_at'])
    op.create_index('ix_article_schedules_expire_at', 'article_schedules', ['expire_at'])
    op.create_table(
        'article_files',
        sa.Column('name', sa.String(length=255), nullable=False),
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('outcome', sa.String(length=20), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('faults', sa.JSON(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('name'),
    )
    op.create_index('ix_article_files_article', 'article_files', ['article'])
    op.create_table(
        'pinned_questions',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('article', sa.String(length=80), nullable=False),
        sa.Column('question', sa.String(length=500), nullable=False),
        sa.Column('by', sa.String(length=64), nullable=False),
        sa.Column('by_name', sa.String(length=200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('article', 'question', name='one_pin_a_question'),
    )


def downgrade() -> None:
    for table in (
        'pinned_questions',
        'article_files',
        'article_schedules',
        'article_drafts',
        'article_versions',
        'articles',
        'article_clock',
    ):
        op.drop_table(table)
