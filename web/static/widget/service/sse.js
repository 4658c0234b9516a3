/** Reading server-sent events out of text that arrives in pieces. Pure. */

export class EventParser {
  #rest = "";
  #event = begun();

  /** Take the next piece of text; return the events it completes: `{type, id, data}`. */
  feed(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line) {
    if (line === "") return this.#finish();
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === "event") this.#event.type = value;
    if (field === "id") this.#event.id = value;
    if (field === "data") this.#event.data.push(value);
    return [];
  }

  #finish() {
    const { type, id, data } = this.#event;
    this.#event = begun();
    return data.length ? [{ type, id, data: data.join("\n") }] : [];
  }
}

function begun() {
  return { type: "message", id: "", data: /** @type {string[]} */ ([]) };
}
