"""Texts that an exported model is tried with: questions as people type them, and oddities."""

from __future__ import annotations

# What a model's activations usually look like is measured on these.
USUAL = (
    "where is my order?",
    "How do I change my password",
    "i was charged twice for the same thing and nobody answers",
    "Can I get a refund if the parcel arrives late?",
    "my card does not work anymore!!",
    "what are your opening hours on sundays",
    "The app crashes every time I open the settings page.",
    "delivery to norway possible?",
    "I lost my phone, please block my account right now",
    "Why has the price gone up since last week",
    "do you have this in a larger size",
    "how long does it take until the money is back on my account",
    "I'd like to speak to somebody about my contract, it ends in March 2027.",
    "cancel",
    "Is breakfast included, and may we bring our dog?",
    "the invoice shows 49.90 but we agreed on 39.90",
    "verify identity passport rejected",
    "hello there, I have a question about the warranty of the device I bought in your shop",
    "which documents do you need from me",
    "it says error 403 when I log in",
    "Wie kann ich meine Adresse ändern?",
    "où est mon colis",
    "¿Cuánto cuesta el envío a España?",
    "non riesco ad accedere al mio conto",
    "Thanks for the quick reply. One more thing: how do I add a second driver to the insurance?",
    "reset the router and now there is no internet at all",
    "exchange rate euro dollar today",
    "Someone used my account without my permission and bought a subscription.",
    "can u pls tell me when the shop in the city centre opens again",
    "not what I meant",
    "My flight was moved to the next morning. Who pays for the hotel, and how do I claim it?",
    "top up failed",
)
# Whether its vectors are right is seen from these.
OTHERS = (
    "how can I track a parcel that was sent yesterday",
    "the payment was declined although there is enough money in it",
    "Do I have to pay a fee for withdrawals abroad?",
    "pin blocked",
    "I want to close my account and delete all my data",
    "When will the new card be here? It has been two weeks.",
    "is there a student discount",
    "my screen stays black after the update",
    "who can see my profile picture",
    "the wrong amount was taken from my balance, please check the transaction from monday",
    "Kann ich die Bestellung noch stornieren?",
    "je voudrais parler à un conseiller",
    "How do I book a table for six on friday evening?",
    "receipt for last month missing",
    "What happens to my points when I move to another country?",
    "you sent me somebody else's letter",
)
ODD = ("", "Où est ma carte? 😀", "天気はどうですか", "and then " * 400)
