"""The widget on pages as they are: with shortcuts, without storage, replaced while it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.support.browser.host_page import SITE, PlayedService, serve_host_page

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ARABIC, ENGLISH = "أين بطاقتي؟", "Where is my card?"
LISTEN = """() => {
    window.heard = [];
    const take = (event) => {
        heard.push(event.type);
        if (event.type === "keydown") event.preventDefault();
    };
    for (const name of ["keydown", "keypress", "keyup", "paste"]) {
        document.addEventListener(name, take, true);
        document.body.addEventListener(name, take);
    }
}"""
PRESS_PROCESSED_ENTER = """(box) => {
    const key = {key: "Enter", keyCode: 229, bubbles: true, cancelable: true, composed: true};
    box.dispatchEvent(new KeyboardEvent("keydown", key));
}"""
NEW_BODY = """() => {
    const body = document.createElement("body");
    body.innerHTML = "<h1>Another page</h1>";
    document.documentElement.replaceChild(body, document.body);
}"""
# As pages do that draw themselves anew at every step of the history, Turbo among them.
ROUTER = """() => {
    history.replaceState({router: 1}, "");
    addEventListener("popstate", ({state}) => {
        if (state?.router) document.querySelector("input").value = "";
    });
    document.body.insertAdjacentHTML("afterbegin", "<input aria-label='Order number'>");
}"""
KEPT_BY_ANOTHER = ["5", '"x"', "{}", "[null]", "{bad", "true"]
KEEP_FOR_ALL = """(text) => {
    for (const area of [localStorage, sessionStorage]) {
        const first = Object.keys(area).find((key) => key.startsWith("effie:"));
        const whose = (first ?? "").replace(/[^:]*$/, "");
        const names = ["session", "visitor", "company", "seen", "outbox", "draft", "spoke"];
        for (const name of names) area.setItem(whose + name, text);
    }
}"""

LOUD = """* {
    color: rgb(255, 0, 0) !important; font: 40px serif !important; line-height: 3 !important;
    letter-spacing: 9px !important; text-transform: uppercase !important;
}"""
# As Prototype.js up to 1.7 does.
PROTOTYPE_JS = """() => {
    const toArray = (some) => {
        const found = [];
        for (let at = 0; at < (some?.length ?? 0); at += 1) found.push(some[at]);
        return found;
    };
    Array.from = toArray;
    Array.prototype.entries = function () { return toArray(this); };
    Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
    Array.prototype.toJSON = function () {
        return `[${toArray(this).map((each) => JSON.stringify(each)).join(", ")}]`;
    };
}"""
LOOKS = """(bubble) => {
    const looks = getComputedStyle(bubble);
    const names = ["color", "font", "lineHeight", "letterSpacing", "textTransform"];
    return names.map((name) => looks[name]);
}"""


def open_chat(page: Page) -> None:
    page.get_by_role("button", name="Open the chat").click()


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message", exact=True).fill(text)
    page.keyboard.press("Enter")


@pytest.mark.usefixtures("host_page")
def test_the_pages_shortcuts_hear_nothing_of_what_is_typed_in_the_chat(page: Page) -> None:
    page.evaluate(LISTEN)
    open_chat(page)
    box = page.get_by_label("Your message", exact=True)
    box.press_sequentially("quick jokes?")
    assert box.input_value() == "quick jokes?"
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    assert box.input_value() == ""
    box.press_sequentially("hello")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Enter")
    page.locator(".mine .bubble", has_text="hello").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open the chat").wait_for()
    assert page.evaluate("heard") == []


@pytest.mark.usefixtures("host_page")
def test_what_prototype_js_makes_of_arrays_changes_nothing(page: Page) -> None:
    service = PlayedService(page)
    page.evaluate(PROTOTYPE_JS)
    service.say("bot", "This is **bold** *indeed*.")
    open_chat(page)
    say(page, "hello")
    page.locator(".mine[data-delivery=sent]").wait_for()
    page.locator(".bubble strong", has_text="bold").wait_for()
    assert [message["text"] for message in service.posted] == ["hello"]


@pytest.mark.usefixtures("host_page")
def test_the_enter_that_ends_a_composition_sends_nothing(page: Page) -> None:
    service = PlayedService(page)
    open_chat(page)
    box = page.get_by_label("Your message", exact=True)
    box.fill("こんにちは")
    box.evaluate(PRESS_PROCESSED_ENTER)
    assert box.input_value() == "こんにちは"
    assert page.locator(".mine").count() == 0
    box.press("Enter")
    page.locator(".mine[data-delivery=sent]").wait_for()
    assert [message["text"] for message in service.posted] == ["こんにちは"]


@pytest.mark.usefixtures("host_page")
def test_where_storage_is_refused_or_full_nothing_is_lost_while_the_page_is_there(
    page: Page,
) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
        " {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page.reload()
    service = PlayedService(page)
    open_chat(page)
    page.get_by_text("the chat lasts until you leave or reload it").wait_for()
    say(page, ENGLISH)
    page.locator(".mine[data-delivery=sent]").wait_for()
    page.get_by_role("button", name="Close the chat").last.click()
    open_chat(page)
    assert page.locator(".mine .bubble").all_inner_texts() == [ENGLISH]
    assert [message["text"] for message in service.posted] == [ENGLISH]


@pytest.mark.usefixtures("host_page")
@pytest.mark.parametrize("text", KEPT_BY_ANOTHER)
def test_what_another_version_has_kept_does_not_keep_the_chat_away(page: Page, text: str) -> None:
    service = PlayedService(page)
    service.open()
    page.locator(".mine[data-delivery=sent]").wait_for()
    page.evaluate(KEEP_FOR_ALL, text)
    page.reload()
    box = page.get_by_label("Your message", exact=True)  # it was open
    box.wait_for()
    assert box.input_value() in {"", "x"}
    say(page, ENGLISH)
    page.locator(".mine[data-delivery=sent] .bubble", has_text=ENGLISH).wait_for()


@pytest.mark.usefixtures("host_page")
def test_closing_the_chat_on_a_phone_does_not_let_the_page_draw_itself_anew(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate(ROUTER)
    typed = page.get_by_label("Order number")
    typed.fill("4711")
    open_chat(page)
    page.get_by_role("button", name="Close the chat").last.click()
    page.wait_for_function("history.state.router === 1 && !history.state.effieChat")
    assert typed.input_value() == "4711"
    open_chat(page)
    page.go_back()
    page.get_by_role("button", name="Open the chat").wait_for()
    assert typed.input_value() == "4711"
    open_chat(page)
    page.evaluate("history.pushState({router: 2}, '', '/other')")
    page.evaluate("history.go(-2)")
    page.wait_for_function("document.querySelector('input').value === ''")  # a step of its own
    assert page.evaluate("history.state") == {"router": 1}


@pytest.mark.usefixtures("host_page")
def test_where_there_is_room_nothing_is_said_about_it(page: Page) -> None:
    open_chat(page)
    page.get_by_label("Your message", exact=True).wait_for()
    assert page.get_by_text("the chat lasts until").count() == 0
    assert "effie:probe" not in page.evaluate("Object.keys(localStorage)")


def test_a_tag_in_the_head_works_before_there_is_a_body(page: Page) -> None:
    serve_host_page(page)
    head = "<!doctype html><title>A site</title><script src='/widget.js'></script>"
    page.route(f"{SITE}/early", html(f"{head}<script src='/slow.js'></script><body><h1>Late</h1>"))
    held: list[Route] = []
    page.route(f"{SITE}/slow.js", lambda route: held.append(route))
    page.goto(f"{SITE}/early", wait_until="commit")
    page.wait_for_function("performance.getEntriesByType('resource').length > 30", polling=100)
    page.wait_for_timeout(300)  # in which the modules run, if they are to fail
    held[0].fulfill(body="", content_type="text/javascript")
    open_chat(page)
    page.get_by_label("Your message", exact=True).wait_for()


@pytest.mark.usefixtures("host_page")
def test_the_chat_goes_on_when_the_page_is_replaced_without_loading(page: Page) -> None:
    service = PlayedService(page)
    service.say("bot", "Your card is on its way.")
    service.open()
    page.get_by_text("Your card is on its way.").wait_for()
    page.evaluate(NEW_BODY)
    page.get_by_role("heading", name="Another page").wait_for()
    page.get_by_text("Your card is on its way.").wait_for()
    say(page, "and when does it come?")
    page.locator(".mine .bubble", has_text="and when").wait_for()
    page.evaluate("document.body.append(document.querySelector('effie-widget').cloneNode())")
    page.wait_for_function("document.querySelectorAll('effie-widget').length === 1")
    page.get_by_text("Your card is on its way.").wait_for()


@pytest.mark.usefixtures("host_page")
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_message_has_its_own_direction(page: Page, direction: str) -> None:
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    service = PlayedService(page)
    service.say("bot", ARABIC)
    service.say("agent", ENGLISH)
    service.say("customer", ARABIC)
    article = {"slug": "a", "title": ARABIC, "url": "/help/a"}
    service.say("bot", f"{ARABIC}\n\n- {ARABIC}", "answer", article=article, steps=[ARABIC])
    service.say("bot", ENGLISH, "clarify", "article:a")
    service.open()
    page.get_by_role("button", name="article:a").wait_for()
    direction_of = "all => all.map((each) => getComputedStyle(each).direction)"
    bubbles = page.locator(".bubble").evaluate_all(direction_of)
    assert bubbles == ["ltr", "rtl", "ltr", "rtl", "ltr", "ltr"]
    assert page.locator(".card.answer li").evaluate_all(direction_of) == ["rtl", "rtl"]
    assert page.locator(".composer").evaluate("each => getComputedStyle(each).direction") == "ltr"
    box = page.get_by_label("Your message", exact=True)
    box.fill(ARABIC)
    assert box.evaluate("each => getComputedStyle(each).direction") == "rtl"


def html(body: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=body, content_type="text/html")


@pytest.mark.usefixtures("host_page")
def test_a_page_that_styles_everything_does_not_reach_what_is_said(page: Page) -> None:
    PlayedService(page)
    open_chat(page)
    say(page, ENGLISH)
    bubble = page.locator(".mine[data-delivery=sent] .bubble", has_text=ENGLISH)
    before = bubble.evaluate(LOOKS)
    page.add_style_tag(content=LOUD)
    assert page.locator("body").evaluate(LOOKS)[0] == "rgb(255, 0, 0)"
    assert bubble.evaluate(LOOKS) == before
