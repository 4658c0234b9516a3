"""Why Twilio did not take or deliver a message, in words that say what to do."""

from __future__ import annotations

OPTED_OUT = 21610
WINDOW_CLOSED = (
    "More than 24 hours have passed since they last wrote: WhatsApp takes nothing but an approved "
    "template. Name one under 'template' in settings/connections.yml, or reach them another way."
)
PAIR_RATE = frozenset({63018, 63038})
BUSY = frozenset({20429, 21611, 14107, 30022})
# The file can't be fetched from our address, or is none that Twilio carries.
MEDIA_REFUSED = frozenset({11200, 12300, 21620, 21622, 21623, 21655, 63019, 63021})
# What keeps everybody from getting anything, until somebody puts it right at Twilio.
_NO_SENDER = "The account may not send from the 'number' in settings/connections.yml. See Twilio."
ACCOUNT = {
    20003: "Twilio does not take the token for the account in the settings.",
    20005: "The Twilio account is not active. See its console.",
    20008: "These are Twilio's credentials for tests. Set those of the account itself.",
    21603: _NO_SENDER,
    21606: _NO_SENDER,
    21659: _NO_SENDER,
    21660: _NO_SENDER,
    30002: "Twilio has suspended the account. See its console.",
    63007: "Twilio knows no WhatsApp sender of this 'number'. Register it in Twilio's console.",
    63020: "Twilio's invitation at Meta is not accepted. Accept it in Meta's business manager.",
}
UNREACHABLE = frozenset({OPTED_OUT, 21211, 21614, 30004, 30005, 30006, 63003, 63024, 63033})
_WORDS = {
    21211: "It is no telephone number that Twilio knows.",
    21217: "It is no telephone number that Twilio knows.",
    21408: "The account may not send to that country. Allow it in Twilio's console, under Geo.",
    21608: "A trial account writes only to numbers that are verified. Verify it, or upgrade.",
    OPTED_OUT: "They have sent STOP: nothing reaches them by SMS until they send START.",
    21612: "Twilio finds no way from our number to theirs.",
    21614: "It is no mobile number: it gets no SMS.",
    21617: "It is longer than Twilio carries in one message.",
    21619: "It is empty.",
    21656: "The template's words are not as Twilio wants them.",
    30001: "Too much was waiting at Twilio. Send it again.",
    30003: "Their telephone is off, out of reach or takes no SMS. Send it again later.",
    30004: "Their carrier or they themselves block our messages.",
    30005: "The number does not exist any more.",
    30006: "It is a landline, or a carrier that takes no SMS.",
    30007: "A carrier has filtered it as unwanted. See Twilio's page on error 30007.",
    30008: "The carrier does not say why it did not deliver it. Send it again.",
    30032: "The toll-free number is not verified. Verify it in Twilio's console.",
    30034: "The number is not registered for messages to the USA (A2P 10DLC). Register it.",
    63003: "There is no WhatsApp of that number.",
    63005: "WhatsApp does not accept the content.",
    63013: "WhatsApp holds it to be against its rules.",
    63016: WINDOW_CLOSED,
    63019: "Twilio could not fetch the file from EFFIE_PUBLIC_URL.",
    63018: "WhatsApp takes no more to them for the moment.",
    63024: "There is no WhatsApp of that number.",
    63032: "WhatsApp leaves this customer out of such messages.",
    63033: "They have blocked us on WhatsApp.",
    63049: "WhatsApp holds it back so that they do not get too much. Try again after a day.",
    63051: "Meta has locked the account. See its inbox there.",
}


def reason_of(code: int, told: str = "") -> str:
    """Return why, for the number of an error, and Twilio's own words where we have none."""
    if code in _WORDS or code in ACCOUNT:
        return _WORDS.get(code) or ACCOUNT[code]
    number = f"error {code}" if code > 0 else "no number"
    return f"Twilio refuses it with {number}{f' ({told[:300]})' if told else ''}."
