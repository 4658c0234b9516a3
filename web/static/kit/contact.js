/**
 * The address behind an e-mail address or a phone number; an extension is dialled after it.
 * @param {string} contact
 */
export function contactAddress(contact) {
  if (contact.includes("@")) return `mailto:${encodeURIComponent(contact).replace("%40", "@")}`;
  const at = contact.search(/[a-z#~;]/i);
  const [number, extension] = at < 0 ? [contact, ""] : [contact.slice(0, at), contact.slice(at)];
  const digits = extension.replace(/\D/g, "");
  return `tel:${number.replace(/[^\d+]/g, "")}${digits && `;ext=${digits}`}`;
}
