/**
 * Telling a customer who looks elsewhere that a person has answered: the page's title, a soft
 * sound, and, where they have allowed it, a notification of their system.
 */

import { WORDS } from "../words.js";

const NOTES = [660, 880]; // hertz
const VOLUME = 0.06;

export class Attention {
  #isAway;
  #title = "";
  #seen = -1;
  /** @type {AudioContext | null} */
  #audio = null;

  /** isAway: whether the customer looks elsewhere now */
  constructor(isAway) {
    this.#isAway = isAway;
    // Browsers let a page make a sound only after its user did something on it.
    const ready = () => {
      if (typeof AudioContext === "function") this.#audio ??= new AudioContext();
    };
    for (const gesture of ["pointerdown", "keydown"])
      addEventListener(gesture, ready, { once: true, capture: true });
  }

  /**
   * Look at what has been said by now.
   * @param {import("../conversation.js").Utterance[]} utterances
   * @param {boolean} isLoading what was said before is still coming
   * @param {() => void} open
   */
  look(utterances, isLoading, open) {
    const last = utterances.at(-1)?.seq ?? 0;
    const before = this.#seen;
    if (!isLoading) this.#seen = last;
    if (!this.#isAway()) return this.#calm();
    if (isLoading || before < 0) return;
    const news = utterances.filter(({ seq, author }) => seq > before && author === "agent");
    const latest = news.at(-1);
    if (latest) this.#call(latest, open);
  }

  #call({ name, text, content }, open) {
    if (!this.#title) {
      this.#title = document.title;
      document.title = WORDS.answered(name);
    }
    this.#chime();
    if (typeof Notification !== "function" || Notification.permission !== "granted") return;
    const words = text || content?.attachments?.[0]?.name || "";
    try {
      const shown = new Notification(WORDS.answered(name), {
        body: words.slice(0, 140),
        tag: "effie",
      });
      shown.onclick = () => {
        window.focus();
        shown.close();
        open();
      };
    } catch {
      // some phones only let a service worker notify: the title and the sound tell
    }
  }

  #calm() {
    if (!this.#title) return;
    if (document.title === this.#title || document.title.startsWith(WORDS.answeredMark))
      document.title = this.#title;
    this.#title = "";
  }

  #chime() {
    const audio = this.#audio;
    if (!audio) return;
    NOTES.forEach((hertz, place) => {
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      const at = audio.currentTime + place * 0.14;
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(VOLUME, at);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
      tone.connect(loudness).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.32);
    });
  }
}
