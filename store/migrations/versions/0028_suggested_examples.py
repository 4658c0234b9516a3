"""What customers teach, and where conversations came from"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'conversation_origins',
        sa.Column('conversation', sa.String(64), primary_key=True),
        sa.Column('browser', sa.String(64), nullable=False),
        sa.Column('network', sa.String(16), nullable=False),
    )
    op.create_table(
        'example_sightings',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('conversation', sa.String(64), nullable=False),
        sa.Column('article', sa.String(80), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('signal', sa.String(20), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('who', sa.JSON(), nullable=False),
        sa.Column('suggestion', sa.Integer()),
        sa.UniqueConstraint('seq', 'article', name='one_sighting_a_question'),
    )
    op.create_table(
        'suggested_examples',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('meaning', sa.Integer(), nullable=False),
        sa.Column('article', sa.String(80), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('state', sa.String(20), nullable=False),
        sa.Column('checked', sa.Integer(), nullable=False),
        sa.Column('sure', sa.Float(), nullable=False),
        sa.Column('rival', sa.String(80), nullable=False),
        sa.Column('rival_sure', sa.Float(), nullable=False),
        sa.Column('known', sa.Boolean(), nullable=False),
        sa.Column('taken', sa.Boolean(), nullable=False),
        sa.Column('decided_by_name', sa.String(200), nullable=False),
        sa.Column('decided_at', sa.DateTime()),
        sa.Column('taken_as', sa.Text(), nullable=False),
        sa.Column('taken_by', sa.String(80), nullable=False),
        sa.Column('by_itself', sa.Date()),
        sa.UniqueConstraint('meaning', 'article', name='one_suggestion_an_article'),
    )
    for table, column in (
        ('example_sightings', 'conversation'),
        ('example_sightings', 'suggestion'),
        ('suggested_examples', 'meaning'),
        ('suggested_examples', 'article'),
        ('suggested_examples', 'state'),
    ):
        op.create_index(f'ix_{table}_{column}', table, [column])


def downgrade() -> None:
    for table in ('suggested_examples', 'example_sightings', 'conversation_origins'):
        op.drop_table(table)
