"""Two agents and three customers at once, with the network cut on both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.support.browser.pages import AgentPage, CustomerPage
from tests.support.stack import Stack
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NADIA, TOM, CHIDI = "Nadia Rahman", "Tom Ferreira", "Chidi Okonkwo"
QUESTIONS = {
    "nadia": "my card says delivered but nothing came",
    "tom": "the exchange rate on my statement is wrong",
    "okonkwo": "how do i add a colleague to my account?",
}


def test_two_agents_and_three_customers_lose_nothing_and_mix_nothing_up(
    stack: Stack, new_page: Callable[..., Page]
) -> None:
    nadia, tom, chidi = (CustomerPage(new_page()) for _ in range(3))
    for name, customer in zip(QUESTIONS, (nadia, tom, chidi), strict=True):
        customer.open(f"{stack.web_url}/?as={name}")
        customer.begin_anew()
        customer.ask_for_a_person(QUESTIONS[name])
    sam, ada = (AgentPage(new_page(viewport={"width": 1440, "height": 900})) for _ in range(2))
    sam.sign_in(stack.web_url, "sam@tern.example", stack.demo_password)
    ada.sign_in(stack.web_url, "ada@tern.example", stack.demo_password)

    they_talk(sam, ada, nadia, tom, chidi)
    nothing_is_lost_while_the_network_is_cut(sam, ada, nadia, chidi)

    hand_over(chidi, ada, sam)
    for customer, name in ((nadia, NADIA), (chidi, CHIDI)):
        agree_on_what_was_said(customer, sam, name)
    for customer in (nadia, tom, chidi):
        others = [QUESTIONS[name] for name in QUESTIONS]
        assert len([text for text in customer.conversation() if text in others]) == 1
    with_tom = sam if tom.page.get_by_text("Sam has joined").is_visible() else ada
    for agent, name in ((sam, NADIA), (sam, CHIDI), (with_tom, TOM)):
        agent.open(name)
        agent.resolve()
        agent.see("The assistant holds the conversation")
    for customer in (nadia, tom, chidi):
        customer.see("How much effort")
    assert len([text for text in tom.conversation() if "has joined" in text]) == 1


def they_talk(
    sam: AgentPage, ada: AgentPage, nadia: CustomerPage, tom: CustomerPage, chidi: CustomerPage
) -> None:
    """Both want Tom and one gets him; each takes another one and says a word."""
    for agent in (sam, ada):
        agent.open(TOM)
    for agent in (sam, ada):
        agent.page.keyboard.press("c")
    customer_of(tom, sam, ada)
    sam.take(NADIA)
    ada.take(CHIDI)
    nadia.see("Sam has joined")
    chidi.see("Ada has joined")
    sam.reply("Hi Nadia, I am on it.")
    ada.reply("Hi Chidi, who is it?")
    nadia.see("I am on it.")
    chidi.see("who is it?")
    sam.page.locator(".seen-mark", has_text="Seen").wait_for()


def nothing_is_lost_while_the_network_is_cut(
    sam: AgentPage, ada: AgentPage, nadia: CustomerPage, chidi: CustomerPage
) -> None:
    """A customer and an agent lose the network, everybody goes on writing, and it all arrives."""
    nadia.cut_network(True)
    ada.cut_network(True)
    nadia.say("it has to be here by friday")
    nadia.see("Kept until the connection is back")
    sam.reply("Which address is it?")
    chidi.say("her name is Ngozi")
    ada.reply("What is her name?")
    ada.see("Kept here, sent as soon as the desk is connected")
    nadia.cut_network(False)
    ada.cut_network(False)
    sam.see("it has to be here by friday")
    nadia.see("Which address is it?")
    ada.see("her name is Ngozi")
    chidi.see("What is her name?")
    nadia.page.locator(".mine", has_text="by friday").wait_for()


def customer_of(customer: CustomerPage, *agents: AgentPage) -> None:
    """Of agents who claim at the same time one gets the customer, and the others read who."""
    customer.page.locator(".notice", has_text="has joined").wait_for()
    for agent in agents:
        agent.page.locator(".conversation-title", has_text="with ").wait_for()
    wait_until(lambda: [agent.reply_box.is_visible() for agent in agents].count(True) == 1)


def hand_over(customer: CustomerPage, one: AgentPage, other: AgentPage) -> None:
    """A conversation passes from one agent to another, with a note the customer does not see."""
    one.page.get_by_role("button", name="Transfer", exact=True).click()
    one.dialog.get_by_text("Sam Whitaker").click()
    one.dialog.get_by_label("Note for whoever takes it").fill("wants to add Ngozi")
    one.dialog.get_by_role("button", name="Transfer").click()
    other.page.locator(".ticket", has_text="For you").click()
    other.see("wants to add Ngozi")
    other.claim()
    customer.see("Sam has joined")
    assert not [text for text in customer.conversation() if "wants to add" in text]


def agree_on_what_was_said(customer: CustomerPage, agent: AgentPage, name: str) -> None:
    """Both sides show the people's words once each, in the same order."""
    agent.open(name)
    agent.page.locator(".message").first.wait_for()
    theirs = agent.page.locator(".message.customer .typed, .message.agent .bubble > .markdown")
    own = customer.page.locator(".row.mine .bubble, .row.agent .bubble")
    wait_until(lambda: words_of(own) == words_of(theirs))
    words = words_of(theirs)
    assert len(set(words)) == len(words)


def words_of(messages: Locator) -> list[str]:
    return [text.strip() for text in messages.all_text_contents()]
