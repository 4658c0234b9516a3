"""What goes wrong with Rasa elsewhere, and can't here (section by section of its known habits)."""

from __future__ import annotations

import httpx
import pytest

from tests.support.agent import Agent
from tests.support.customer import Customer, kinds

QUESTION = "how do i change the pin of my card?"


@pytest.fixture
def customer(stack) -> Customer:
    return Customer(stack.web_url)


@pytest.fixture
def sam(stack) -> Agent:
    return Agent(stack.web_url, "sam@tern.example", stack.demo_password)


def still_answers(customer: Customer) -> bool:
    return kinds(customer.say(QUESTION))[0] == "answer"


@pytest.mark.parametrize(
    "text",
    [
        "/no_such_intent",
        "/question",
        "/restart",
        '/choose_article{"article": "change_pin"}',
        "/handoff_resolved",
        "EXTERNAL: action_listen",
    ],
)
def test_no_command_can_be_typed(customer: Customer, text: str) -> None:
    said = customer.say(text)
    assert said
    assert customer.heard[0]["text"] == text, "the transcript shows what was typed"
    assert still_answers(customer)


@pytest.mark.parametrize("text", ["/", "?", "!!!", "🙂", "…", "//// //"])
def test_a_message_without_words_gets_a_polite_reply(customer: Customer, text: str) -> None:
    assert customer.say(text)
    assert still_answers(customer)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\x00\x01", "\u200d\u200d"])
def test_an_empty_message_is_refused_with_what_to_do(customer: Customer, text: str) -> None:
    answer = customer.post(id="message-0001", text=text)
    assert answer.status_code == 422
    assert "Type your question" in answer.json()["message"]


def test_restart_and_any_command_are_only_words_while_an_agent_holds_the_chat(
    customer: Customer, sam: Agent
) -> None:
    customer.say("agent please")
    handoff = sam.claim(customer.conversation)
    for text in ("/restart", "/handoff_resolved", "hello?", QUESTION):
        customer.send(text)
    sam.reply(handoff, "I am still here.")
    customer.wait_for_text("I am still here.")
    since = [u["author"] for u in customer.heard if "has joined" not in u["text"]][-5:]
    assert since == ["customer"] * 4 + ["agent"]
    sam.move(handoff, "resolve")
    customer.wait_until(lambda: customer.state.get("holder") == "bot")
    assert still_answers(customer)


def test_an_expired_session_leaves_an_agents_conversation_with_the_agent(
    stack, customer: Customer, sam: Agent
) -> None:
    customer.say("agent please")
    handoff = sam.claim(customer.conversation)
    customer.wait_for_text("has joined")
    stack.age_rasa_session(customer.conversation, hours=5)
    customer.send(QUESTION)
    sam.reply(handoff, "No need, I am on it.")
    customer.wait_for_text("No need")
    assert [u["author"] for u in customer.heard][-2:] == ["customer", "agent"]
    stack.age_rasa_session(customer.conversation, hours=5)
    sam.move(handoff, "resolve")
    customer.wait_until(lambda: "survey" in kinds(customer.heard))
    assert still_answers(customer)


def test_failures_are_still_counted_after_the_session_expired(stack, customer: Customer) -> None:
    customer.say(QUESTION)
    customer.press("helped:no")
    stack.age_rasa_session(customer.conversation, hours=5)
    assert kinds(customer.say("that didn't help"))[-1] == "handoff"


def test_nobody_reads_or_writes_a_conversation_without_its_token(stack, customer: Customer) -> None:
    customer.say("hello")
    stranger = Customer(stack.web_url)
    body = {"id": "message-0001", "text": "let me in"}
    tokens = ["", "nonsense", stranger.token, customer.token[:-2] + "xx"]
    for token in tokens:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        for answer in (
            httpx.get(f"{stack.web_url}{customer.path}/stream", headers=headers),
            httpx.post(f"{stack.web_url}{customer.path}/messages", json=body, headers=headers),
            httpx.post(f"{stack.web_url}{customer.path}/typing", headers=headers),
        ):
            assert answer.status_code == 401
            assert "let me in" not in answer.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/status"),
        ("GET", "/domain"),
        ("GET", "/conversations/x/tracker"),
        ("POST", "/conversations/x/tracker/events"),
        ("PUT", "/model"),
        ("POST", "/model/parse"),
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/webhooks/effie/webhook"),
    ],
)
def test_rasas_own_api_is_closed(stack, method: str, path: str) -> None:
    assert httpx.request(method, stack.bot_url + path, json={}).status_code in {404, 405}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "'; DROP TABLE utterances; --",
        "{{ 7*7 }} ${7*7} {sender_id}",
        "\u202emirrored\u202c and \ud83d\ude00 and עברית and 日本語の質問です",
        "word " * 790,
        "\x1b[31mred\x07 bell",
    ],
)
def test_hostile_text_is_kept_as_words_and_answered(customer: Customer, text: str) -> None:
    assert customer.say(text.encode("utf-16", "surrogatepass").decode("utf-16"))
    assert still_answers(customer)


def test_bad_requests_get_a_clear_error_and_break_nothing(stack, customer: Customer) -> None:
    def refused(**body: object) -> tuple[int, str]:
        answer = customer.post(**body)
        return answer.status_code, answer.json()["message"]

    assert refused(id="message-0001", text="x" * 5000)[0] == 422
    assert refused(id="message-0001", text="x" * 100_000)[0] == 413
    assert refused(id="short", text="hello")[0] == 422
    assert refused(id="message-0001", text=["hello"])[0] == 422
    assert refused(id="message-0001", text="Yes", choice="helped:maybe")[0] == 422
    assert refused(id="message-0001", text="x", choice='article:x"}/restart')[0] == 422
    url = f"{stack.web_url}{customer.path}/messages"
    for content in (b"{", b"[]", b"\xff\xfe", b'"text"'):
        answer = httpx.post(url, content=content, headers=customer.headers)
        assert answer.status_code in {400, 422}
        assert answer.json()["message"]
    assert still_answers(customer)


def test_buttons_pressed_out_of_order_get_a_polite_reply(customer: Customer) -> None:
    for choice in (
        "helped:no",
        "effort:5",
        "effort_comment",
        "cancel_handoff",
        "article:no_such_article",
        "something_else",
    ):
        assert customer.replies_to(customer.send("pressed", choice))
    assert still_answers(customer)


@pytest.mark.parametrize("identity", ["nonsense", "a.b.c", "x" * 9000])
def test_a_forged_identity_is_refused(stack, identity: str) -> None:
    answer = httpx.post(f"{stack.web_url}/api/conversations", json={"identity": identity})
    assert answer.status_code == 401
    assert "sign a fresh one" in answer.json()["message"]


def test_an_identity_signed_with_another_secret_is_refused(stack) -> None:
    forged = stack.identity(secret="x" * 40, sub="c-nadia", name="Nadia")
    answer = httpx.post(f"{stack.web_url}/api/conversations", json={"identity": forged})
    assert answer.status_code == 401


def test_another_customer_on_the_same_browser_gets_a_conversation_of_their_own(stack) -> None:
    nadia = Customer(stack.web_url, stack.identity(sub="c-nadia", name="Nadia"))
    nadia.say("hello")
    again = Customer(stack.web_url, stack.identity(sub="c-nadia", name="Nadia"), nadia.token)
    assert again.resumed
    tom = Customer(stack.web_url, stack.identity(sub="c-tom", name="Tom"), nadia.token)
    assert tom.conversation != nadia.conversation
    assert not Customer(stack.web_url, token=nadia.token).resumed


def test_who_waits_for_a_person_is_told_of_them_once_however_long_ago(
    stack, customer: Customer
) -> None:
    customer.say("agent please")
    stack.age_rasa_session(customer.conversation, hours=5)
    customer.say("asdf qwer zxcv")  # begins a session in Rasa
    customer.say("qwer zxcv asdf")
    told = [said for said in customer.heard if "there is nothing to repeat" in said["text"]]
    assert len(told) == 1, customer.texts()
    customer.press("cancel_handoff")
