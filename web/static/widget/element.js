/** <effie-widget>: the launcher and the panel, in a shadow tree of their own. */

import { Api } from "./service/api.js";
import { Announcing } from "./announcements/announcing.js";
import { Attention } from "./page/attention.js";
import { BackCloses } from "./page/back.js";
import { articleOnPage, greetingAbout } from "./page/article.js";
import { Chat } from "./chat.js";
import { awaited, countUnread, lastSeq } from "./conversation.js";
import { listenToHost } from "./page/host.js";
import { customerOf } from "./service/identity.js";
import { keepKeysIn } from "./page/keys.js";
import { Launcher } from "./page/launcher.js";
import { Offer } from "./page/offer.js";
import { Panel } from "./panel/panel.js";
import { takeAlong } from "./service/sign_in.js";
import {
  forgetHere,
  inBrowser,
  inTab,
  onForgotten,
  Storage,
  tellOtherTabs,
} from "./service/storage.js";
import { sheets } from "./styles/styles.js";
import { backoff } from "../kit/timing.js";
import { PLAIN_WELCOME, UNKNOWN_COMPANY } from "./words.js";

const COME_BACK_AFTER = 50; // milliseconds, so that a page that insists may take it away

export class EffieWidget extends HTMLElement {
  #base = "";
  #tag = document.createElement("script");
  #identity = "";
  #api;
  #announcing;
  #chat;
  #storage;
  #tab;
  #launcher = new Launcher(() => (this.#isOpen ? this.close() : this.open()));
  #panel;
  #offer;
  #greeting = {}; // instead of the company's own words, about an article
  #asked = new Set();
  #company = UNKNOWN_COMPANY;
  #isMeeting = false;
  #isOpen = false;
  /** @type {HTMLElement | null} */
  #openedFrom = null;
  #isDrawing = false;
  #attention = new Attention(() => document.hidden || !document.hasFocus());
  #back = new BackCloses(() => this.close());

  /** Say which service this is, and from which tag it comes; once, before it is put on the page. */
  configure({ base, tag }) {
    this.#base = base;
    this.#tag = tag;
    this.#api = new Api(base);
    this.#beginWith(tag.dataset.identity ?? "");
    this.#company = { ...UNKNOWN_COMPANY, ...this.#storage.read("company", {}) };
  }

  connectedCallback() {
    if (!this.#chat) return this.remove(); // a copy, as pages kept for "back" hold one
    if (this.shadowRoot) return this.#goOnHere();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = sheets();
    keepKeysIn(root);
    listenToHost({
      open: () => this.open(),
      ask: (text) => this.ask(text),
      about: () => this.#openAbout(articleOnPage()),
      contact: (link) => this.#offer.reach(link),
    });
    document.addEventListener("visibilitychange", () => this.#drawSoon()); // now it is read
    addEventListener("focus", () => this.#drawSoon());
    onForgotten(() => this.#forgetAll());
    this.#start();
  }

  /** The page took it away, most often with its whole body: it goes on in the new one. */
  disconnectedCallback() {
    if (!this.#chat) return;
    setTimeout(() => this.isConnected || document.body?.append(this), COME_BACK_AFTER);
  }

  /** Say who the customer is by the site's signed token: they have signed in on this very page. */
  identify(token) {
    const identity = String(token ?? "");
    const [before, now] = [this.#identity, identity].map(customerOf);
    this.#identity = identity;
    if (before === now) return this.#chat.vouch(identity);
    this.#chat.end();
    const visitor = { kept: this.#storage, tab: this.#tab };
    if (!before) takeAlong(visitor, this.#drawersOf(identity));
    this.#restart(identity);
  }

  /** Forget all conversations in this browser, and begin anew: the site's customer has signed out. */
  forget() {
    this.#forgetAll();
    tellOtherTabs();
  }

  /** Another page's tag, in place of the first: it says who the customer is there. */
  follow(tag) {
    this.#tag = tag;
    if ((tag.dataset.identity ?? "") !== this.#identity) this.identify(tag.dataset.identity);
  }

  /** Open the panel and move the focus into it. */
  open() {
    if (this.#isOpen) return;
    const focused = document.activeElement;
    const isElsewhere = focused instanceof HTMLElement && focused !== this;
    this.#openedFrom = isElsewhere && focused !== document.body ? focused : null;
    this.#show();
    this.#panel.focus();
  }

  /** Open the panel and ask this; pressed again, it is not asked twice. */
  ask(text) {
    this.open();
    if (!text || this.#asked.has(text)) return;
    this.#asked.add(text);
    this.#chat.send(text);
  }

  /** Close the panel and give the focus back. */
  close() {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#tab.remove("open");
    this.#panel.hide();
    this.#back.unset();
    this.#draw();
    if (this.#openedFrom?.isConnected) this.#openedFrom.focus();
    else this.#launcher.focus();
  }

  /** Have things, a chat and a panel for one customer; what the page knows of another is let go. */
  #beginWith(identity) {
    this.#identity = identity;
    const { kept, tab } = this.#drawersOf(identity);
    this.#storage = kept;
    this.#tab = tab;
    const onChange = () => this.#drawSoon();
    this.#chat = new Chat({ api: this.#api, storage: kept, tab, identity, onChange });
    this.#announcing?.stop();
    this.#announcing = new Announcing({
      api: this.#api,
      identity,
      memory: kept,
      onPanel: () => this.#panel.focus(),
      onPage: () => this.#launcher.focus(),
      onSubscribe: (each) => {
        this.open();
        this.#panel.subscribe(each.id);
      },
    });
    this.#panel = new Panel({
      chat: this.#chat,
      base: this.#base,
      draft: { read: () => tab.read("draft", ""), write: (text) => tab.write("draft", text) },
      lasts: inBrowser.lasts,
      announcements: this.#announcing.inPanel.element,
      onClose: () => this.close(),
    });
    this.#offer = new Offer({
      memory: tab,
      mayOffer: () => !this.#isOpen && !this.#chat.state.handoff,
      onAccept: (article) => this.#openAbout(article),
    });
  }

  #drawersOf(identity) {
    const customer = customerOf(identity);
    const tab = new Storage(this.#base, customer, inTab);
    return { kept: new Storage(this.#base, customer, inBrowser), tab };
  }

  #start() {
    this.shadowRoot?.replaceChildren(
      this.#panel.element,
      this.#announcing.onPage.element,
      this.#offer.element,
      this.#launcher.element,
    );
    this.#chat.start();
    this.#announcing.start();
    this.#offer.start();
    if (this.#isOpen || this.#tab.read("open", false)) this.#show();
    this.#drawSoon();
  }

  #restart(identity) {
    const hadFocus = Boolean(this.shadowRoot?.activeElement);
    this.#offer.withdraw();
    this.#asked.clear();
    this.#beginWith(identity);
    this.#start();
    if (hadFocus && this.#isOpen) this.#panel.focus();
  }

  #forgetAll() {
    this.#chat.end();
    this.#isOpen = false;
    forgetHere();
    this.#restart("");
  }

  /** The page has changed around it: another article may be shown, to another customer. */
  #goOnHere() {
    const tag = [...document.scripts].findLast(({ src }) => src === this.#tag.src);
    if (tag && tag !== this.#tag) this.follow(tag);
    this.#offer.withdraw();
    this.#offer.start();
    if (this.#isOpen) this.#show();
  }

  #show() {
    this.#isOpen = true;
    this.#offer.withdraw();
    this.#tab.write("open", true);
    this.#panel.show();
    this.#back.set();
    this.#meetCompany();
    this.#chat.takeUpOwn();
    this.#draw();
  }

  #openAbout(article) {
    if (article) this.#greeting = greetingAbout(article);
    this.#company = { ...this.#company, ...this.#greeting };
    this.open();
  }

  /** Ask for the company's words until they are known; the chat works without them meanwhile. */
  async #meetCompany() {
    if (this.#isMeeting) return;
    this.#isMeeting = true;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const told = { ...UNKNOWN_COMPANY, ...(await this.#api.widget()) };
        this.#storage.write("company", told);
        this.#company = { ...told, ...this.#greeting };
        return this.#drawSoon();
      } catch {
        if (!this.#company.welcome) this.#company = { ...this.#company, welcome: PLAIN_WELCOME };
        this.#drawSoon();
        await new Promise((resolve) => setTimeout(resolve, backoff(attempt)));
      }
    }
  }

  #drawSoon() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  #draw() {
    const state = this.#chat.state;
    this.#attention.look(state.utterances, state.loading, () => this.open());
    if (this.#isOpen) {
      this.#panel.draw(state, this.#company);
      if (!state.loading && !document.hidden) {
        this.#storage.write("seen", lastSeq(state));
        this.#chat.saySeen();
      }
    }
    this.#announcing.draw(this.#isOpen, awaited(state));
    const unread = this.#isOpen ? 0 : countUnread(state, this.#storage.read("seen", 0));
    this.#launcher.draw({ isOpen: this.#isOpen, unread });
  }
}
