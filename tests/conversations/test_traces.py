"""What a message costs in which process, as a collector of traces gets to see it."""

from __future__ import annotations

from benchmarks.replies import Conversation
from benchmarks.traces import Span, is_whole
from tests.support.waiting import wait_until

SAID = "how do I change the PIN of my card, dear aunt Zerline?"


def trace_of(stack, conversation: str) -> list[Span]:
    """Wait for the whole trace of a conversation's latest message that has one."""

    def whole() -> list[list[Span]]:
        return [
            trace
            for trace in stack.traces.traces()
            if is_whole(trace) and trace[0].attributes.get("conversation") == conversation
        ]

    wait_until(lambda: bool(whole()))
    return whole()[-1]


def test_a_message_is_one_trace_from_its_post_to_the_customers_page(stack) -> None:
    conversation = Conversation(stack.web_url)
    conversation.ask("hello")  # its page listens once this is answered
    conversation.ask(SAID)
    trace = trace_of(stack, conversation.id)

    parents = {each.id: each for each in trace}
    chain = {(each.process, each.name): parents.get(each.parent) for each in trace}
    led_to = {part: (of.process, of.name) if of else None for part, of in chain.items()}
    assert led_to[("web", "POST of a message")] is None
    assert led_to[("web", "puts into the inbox")] == ("web", "POST of a message")
    assert led_to[("bot", "waits in the inbox")] == ("web", "puts into the inbox")
    assert led_to[("bot", "turn")] == ("web", "puts into the inbox")
    assert led_to[("bot", "asks the action server")] == ("bot", "turn")
    assert led_to[("actions", "action")] == ("bot", "asks the action server")
    assert led_to[("actions", "decides")] == ("actions", "action")
    assert led_to[("web", "is recorded")] == ("bot", "turn")
    assert led_to[("web", "is shown to the customer")] == ("web", "is recorded")
    turns = {each.attributes["turn"] for each in trace if "turn" in each.attributes}
    assert len(turns) == 1, "one id, the message's, in every process"
    assert all(part.lower() not in repr(trace).lower() for part in ("zerline", "pin of my"))


def test_the_logs_name_the_turn_and_never_what_was_said(stack) -> None:
    conversation = Conversation(stack.web_url)
    conversation.ask(SAID)
    wait_until(lambda: conversation.id in logged(stack))

    (line,) = [each for each in logged(stack).splitlines() if conversation.id in each]
    assert all(part in line for part in ("turn.done", " turn=", " milliseconds="))
    everything = "".join(file.read_text() for file in stack.paths.logs.glob("*.log*"))
    assert "zerline" not in everything.lower()


def logged(stack) -> str:
    return (stack.paths.logs / "bot.log").read_text()
