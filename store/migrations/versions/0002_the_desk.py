"""The desk: what a handoff's moves need, and what agents know and use"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

_SQLITE_NAMES = {'uq': 'uq_%(table_name)s_%(column_0_name)s'}


def upgrade() -> None:
    with op.batch_alter_table('handoffs') as batch_op:
        batch_op.add_column(
            sa.Column('priority', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(
            sa.Column('upset', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(
            sa.Column('wanted_agent', sa.String(length=64), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('wanted_until', sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column('returns', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('returned_at', sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column('outcome', sa.String(length=20), nullable=False, server_default=''))

    op.execute("UPDATE handoffs SET outcome = 'solved' WHERE state = 'resolved'")

    op.create_table(
        'handoff_events',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('handoff', sa.Integer(), nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('who', sa.String(length=64), nullable=False),
        sa.Column('who_name', sa.String(length=200), nullable=False),
        sa.Column('move', sa.String(length=20), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('agent', sa.String(length=64), nullable=False),
        sa.Column('agent_name', sa.String(length=200), nullable=False),
        sa.Column('queue', sa.String(length=80), nullable=False),
        sa.Column('detail', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_handoff_events_at', 'handoff_events', ['at'])
    op.create_index('ix_handoff_events_handoff', 'handoff_events', ['handoff'])
    op.create_index('ix_handoff_events_conversation', 'handoff_events', ['conversation'])
    _retell_old_handoffs()

    with op.batch_alter_table('staff') as batch_op:
        batch_op.add_column(
            sa.Column('status', sa.String(length=20), nullable=False, server_default='available'))
        batch_op.add_column(
            sa.Column('capacity', sa.Integer(), nullable=False, server_default='3'))
        batch_op.add_column(
            sa.Column('queues', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('changed_at', sa.DateTime(), nullable=True))

    _let_follow_ups_be_of_several_kinds()

    op.create_table(
        'notes',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('message', sa.String(length=64), nullable=False),
        sa.Column('staff', sa.String(length=64), nullable=False),
        sa.Column('staff_name', sa.String(length=200), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('conversation', 'message', name='one_note_a_message'),
    )
    op.create_table(
        'saved_replies',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('owner', sa.String(length=64), nullable=False),
        sa.Column('title', sa.String(length=200), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_saved_replies_owner', 'saved_replies', ['owner'])
    op.create_table(
        'seen',
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('reader', sa.String(length=20), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('conversation', 'reader'),
    )
    op.create_table(
        'pages_visited',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('url', sa.Text(), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_pages_visited_conversation', 'pages_visited', ['conversation'])
    op.create_table(
        'content_gaps',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('question', sa.String(length=500), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('marked_by', sa.String(length=64), nullable=False),
        sa.Column('marked_by_name', sa.String(length=200), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('conversation', 'question', name='one_gap_a_question'),
    )
    op.create_table(
        'reasked',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('conversation', sa.String(length=64), nullable=False),
        sa.Column('message', sa.String(length=64), nullable=False),
        sa.Column('what', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('conversation', 'message', name='one_reasked_a_message'),
    )
    op.create_index('ix_reasked_at', 'reasked', ['at'])


def downgrade() -> None:
    for table in ('reasked', 'content_gaps', 'pages_visited', 'seen', 'saved_replies', 'notes',
                  'handoff_events'):
        op.drop_table(table)
    op.execute("DELETE FROM follow_ups WHERE kind <> 'effort' OR score IS NULL")
    with op.batch_alter_table('follow_ups') as batch_op:
        batch_op.drop_constraint('one_follow_up_a_kind', type_='unique')
        for column in ('words', 'contact', 'owner_name', 'owner', 'kind'):
            batch_op.drop_column(column)
        batch_op.alter_column('score', existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(_old_name(), ['conversation'])
    with op.batch_alter_table('staff') as batch_op:
        for column in ('changed_at', 'queues', 'capacity', 'status'):
            batch_op.drop_column(column)
    with op.batch_alter_table('handoffs') as batch_op:
        for column in ('outcome', 'returned_at', 'returns', 'wanted_until', 'wanted_agent',
                       'upset', 'priority'):
            batch_op.drop_column(column)


def _let_follow_ups_be_of_several_kinds() -> None:
    names = _SQLITE_NAMES if _on_sqlite() else None
    with op.batch_alter_table('follow_ups', naming_convention=names) as batch_op:
        batch_op.drop_constraint(_old_name(), type_='unique')
        batch_op.alter_column('score', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(
            sa.Column('kind', sa.String(length=20), nullable=False, server_default='effort'))
        batch_op.add_column(
            sa.Column('owner', sa.String(length=64), nullable=False, server_default=''))
        batch_op.add_column(
            sa.Column('owner_name', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(
            sa.Column('contact', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('words', sa.Text(), nullable=False, server_default=''))
        batch_op.create_unique_constraint('one_follow_up_a_kind', ['conversation', 'kind'])


def _retell_old_handoffs() -> None:
    """Write the moves that must have led to each handoff there is."""
    tell = """
        INSERT INTO handoff_events (handoff, conversation, at, who, who_name, move, why, state,
                                    agent, agent_name, queue, detail)
        SELECT id, conversation, {at}, {who}, {who_name}, '{move}', {why}, '{state}',
               {agent}, {agent_name}, queue, {retold}
        FROM handoffs WHERE {which}
    """
    theirs = {'who': 'agent', 'who_name': 'agent_name', 'agent': 'agent',
              'agent_name': 'agent_name'}
    nobody = {'agent': "''", 'agent_name': "''"}
    for move in (
        {'move': 'open', 'at': 'opened_at', 'who': "'effie'", 'who_name': "'Effie'",
         'why': 'reason', 'state': 'waiting', 'which': '1 = 1',
         **nobody},
        {'move': 'claim', 'at': 'claimed_at', 'why': "''", 'state': 'claimed',
         'which': 'claimed_at IS NOT NULL', **theirs},
        {'move': 'resolve', 'at': 'ended_at', 'why': "''", 'state': 'resolved',
         'which': "state = 'resolved'", **theirs},
        {'move': 'abandon', 'at': 'ended_at', 'who': "'customer'", 'who_name': "'Customer'",
         'why': "''", 'state': 'abandoned', 'which': "state = 'abandoned'", **nobody},
    ):
        op.execute(tell.format(retold=_retold(), **move))


def _retold() -> str:
    """Return SQL for the detail of a retold move: customers have heard of it long ago."""
    function = 'json_object' if _on_sqlite() else 'json_build_object'
    return f"{function}('segment', segment, 'retold', 1)"


def _on_sqlite() -> bool:
    return op.get_context().dialect.name == 'sqlite'


def _old_name() -> str:
    return 'uq_follow_ups_conversation' if _on_sqlite() else 'follow_ups_conversation_key'
