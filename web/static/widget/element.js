/** <effie-widget>: the launcher and the panel, in a shadow tree of their own. */

import { Api } from "./api.js";
import { articleOnPage, greetingAbout } from "./article.js";
import { Chat } from "./chat.js";
import { countUnread, lastSeq } from "./conversation.js";
import { listenToHost } from "./host.js";
import { customerOf } from "./identity.js";
import { Launcher } from "./launcher.js";
import { Offer } from "./offer.js";
import { Panel } from "./panel.js";
import { browserStorage, forgetEverybody, Storage } from "./storage.js";
import { sheets } from "./styles.js";
import { backoff } from "../kit/timing.js";
import { PLAIN_WELCOME, UNKNOWN_COMPANY } from "./words.js";

export class EffieWidget extends HTMLElement {
  #api;
  #chat;
  #storage;
  #launcher;
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
  #perTab = browserStorage("sessionStorage");

  /** Say which service this is, and who the customer is; once, before it is put on the page. */
  configure({ base, identity }) {
    this.#storage = new Storage(base, customerOf(identity));
    this.#api = new Api(base);
    this.#company = { ...UNKNOWN_COMPANY, ...this.#storage.read("company", {}) };
    const draft = tabDraft(this.#perTab, this.#storage.key("draft"));
    this.#chat = new Chat({
      api: this.#api,
      storage: this.#storage,
      identity,
      onChange: () => this.#drawSoon(),
    });
    this.#panel = new Panel({ chat: this.#chat, base, draft, onClose: () => this.close() });
    this.#launcher = new Launcher(() => (this.#isOpen ? this.close() : this.open()));
    this.#offer = new Offer({
      memory: new Storage(base, customerOf(identity), this.#perTab),
      mayOffer: () => !this.#isOpen && !this.#chat.state.handoff,
      onAccept: (article) => this.#openAbout(article),
    });
  }

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = sheets();
    root.append(this.#panel.element, this.#offer.element, this.#launcher.element);
    listenToHost({
      open: () => this.open(),
      ask: (text) => this.ask(text),
      about: () => this.#openAbout(articleOnPage()),
      contact: (link) => this.#offer.reach(link),
    });
    document.addEventListener("visibilitychange", () => this.#drawSoon()); // now it is read
    this.#chat.start();
    this.#offer.start();
    if (this.#perTab.getItem(this.#storage.key("open"))) this.#show();
    this.#drawSoon();
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
    this.#perTab.removeItem(this.#storage.key("open"));
    this.#panel.hide();
    this.#draw();
    if (this.#openedFrom?.isConnected) this.#openedFrom.focus();
    else this.#launcher.focus();
  }

  /** Forget all conversations in this browser, and reload: for when the site's customer signs out. */
  forget() {
    forgetEverybody();
    location.reload();
  }

  #show() {
    this.#isOpen = true;
    this.#offer.withdraw();
    this.#perTab.setItem(this.#storage.key("open"), "yes");
    this.#panel.show();
    this.#meetCompany();
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
    if (this.#isOpen) {
      this.#panel.draw(state, this.#company);
      if (!state.loading && !document.hidden) {
        this.#storage.write("seen", lastSeq(state));
        this.#chat.saySeen();
      }
    }
    const unread = this.#isOpen ? 0 : countUnread(state, this.#storage.read("seen", 0));
    this.#launcher.draw({ isOpen: this.#isOpen, unread });
  }
}

/** The words being typed in this tab; they survive a reload. */
function tabDraft(area, key) {
  return {
    read: () => area.getItem(key) ?? "",
    write: (text) => (text ? area.setItem(key, text) : area.removeItem(key)),
  };
}
