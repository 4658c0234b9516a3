"""What somebody wrote themselves is kept to the last word, what they quote is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.email import own_words

OUTLOOK = {
    "en": "From: Tern <help@tern.example>\nSent: Thursday, 26 November 2026 10:02\n"
    "To: Ana <ana@customer.example>\nSubject: Re: My card\n\nDid this help?",
    "de": "Von: Tern <help@tern.example>\nGesendet: Donnerstag, 26. November 2026 10:02\n"
    "An: Ana <ana@customer.example>\nBetreff: AW: Meine Karte\n\nHat das geholfen?",
    "fr": "De : Tern <help@tern.example>\nEnvoyé : jeudi 26 novembre 2026 10:02\n"
    "À : Ana <ana@customer.example>\nObjet : RE: Ma carte\n\nCela a-t-il aidé ?",
    "es": "De: Tern <help@tern.example>\nEnviado: jueves, 26 de noviembre de 2026 10:02\n"
    "Para: Ana <ana@customer.example>\nAsunto: RE: Mi tarjeta\n\n¿Sirvió?",
    "it": "Da: Tern <help@tern.example>\nInviato: giovedì 26 novembre 2026 10:02\n"
    "A: Ana <ana@customer.example>\nOggetto: R: La mia carta\n\nÈ servito?",
    "nl": "Van: Tern <help@tern.example>\nVerzonden: donderdag 26 november 2026 10:02\n"
    "Aan: Ana <ana@customer.example>\nOnderwerp: RE: Mijn kaart\n\nHielp dit?",
    "pl": "Od: Tern <help@tern.example>\nWysłano: czwartek, 26 listopada 2026 10:02\n"
    "Do: Ana <ana@customer.example>\nTemat: RE: Moja karta\n\nPomogło?",
    "ru": "От: Tern <help@tern.example>\nОтправлено: 26 ноября 2026 г. 10:02\n"
    "Кому: Ana <ana@customer.example>\nТема: RE: Моя карта\n\nПомогло?",
    "zh": "发件人: Tern <help@tern.example>\n发送时间: 2026年11月26日 10:02\n"
    "收件人: Ana <ana@customer.example>\n主题: 回复: 我的卡\n\n有帮助吗?",
    "bold": "*From:* Tern <help@tern.example>\n*Sent:* 26 November 2026 10:02\n"
    "*To:* Ana <ana@customer.example>\n*Subject:* Re: My card\n\nDid this help?",
}
ATTRIBUTIONS = {
    "gmail en": "On Thu, Nov 26, 2026 at 10:02 AM Tern <help@tern.example> wrote:",
    "gmail en, broken": "On Thu, Nov 26, 2026 at 10:02 AM Tern Customer Service Department\n"
    "<help+r12-abcdefghijklmnop@tern.example> wrote:",
    "gmail de": "Am Do., 26. Nov. 2026 um 10:02 Uhr schrieb Tern <help@tern.example>:",
    "gmail fr": "Le jeu. 26 nov. 2026 à 10:02, Tern <help@tern.example> a écrit :",
    "gmail es": "El jue, 26 nov 2026 a las 10:02, Tern (<help@tern.example>) escribió:",
    "gmail pt": "Em qui., 26 de nov. de 2026 às 10:02, Tern <help@tern.example> escreveu:",
    "gmail ja": "2026年11月26日(木) 10:02 Tern <help@tern.example>:",
    "gmail zh": "Tern <help@tern.example> 于2026年11月26日周四 10:02写道：",
    "apple en": "On 26 Nov 2026, at 10:02, Tern <help@tern.example> wrote:",
    "apple de": "Am 26.11.2026 um 10:02 schrieb Tern <help@tern.example>:",
    "apple sv": "26 nov. 2026 kl. 10:02 skrev Tern <help@tern.example>:",
    "thunderbird en": "On 11/26/26 10:02, Tern wrote:",
    "thunderbird de": "Am 26.11.26 um 10:02 schrieb Tern:",
    "thunderbird it": "Il 26/11/26 10:02, Tern ha scritto:",
    "thunderbird ru": "26.11.2026 10:02, Tern пишет:",
}
OWN = [
    "2",
    "No, that is not it.\n\nI meant the card at 10:02 of 26.11.2026:\nthe blue one",
    "Nein, danke.\n\nMit freundlichen Grüßen\nAna",
    "See point 3:\nit does not work. From: my phone I can't.",
    "From: what you say I see nothing.",
    "我的卡不见了",
]
QUOTED = "> Did this help?\n> 1. Yes\n> 2. No\n>\n>> older\n> -- \n> Tern"


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("head", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_what_programs_quote_with_signs_is_left_out(head: str, own: str, gap: str) -> None:
    assert own_words(f"{own}\n\n{head}{gap}{QUOTED}\n", is_reply=True) == own


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("head", OUTLOOK.values(), ids=OUTLOOK)
@pytest.mark.parametrize("rule", ["", "________________________________\n", "\n"])
def test_what_outlook_quotes_below_a_header_is_left_out(head: str, own: str, rule: str) -> None:
    assert own_words(f"{own}\n\n{rule}{head}\n\n1. Yes\n2. No", is_reply=True) == own


@pytest.mark.parametrize(
    "separator",
    [
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "----- Message d'origine -----",
        "-----Mensaje original-----",
        "-----原始邮件-----",
    ],
)
def test_what_stands_below_a_separator_is_left_out(separator: str) -> None:
    assert own_words(f"yes\r\n\r\n{separator}\r\nanything", is_reply=True) == "yes"


def test_answers_between_the_quoted_lines_are_kept() -> None:
    text = (
        "On 11/26/26 10:02, Tern wrote:\n> Which card?\nthe blue one\n> Since when?\nMonday 9:30:"
    )
    assert own_words(text, is_reply=True) == "the blue one\nMonday 9:30:"


def test_a_quote_that_was_left_out_takes_its_line_along() -> None:
    assert own_words("yes\n\nAm 26.11.26 um 10:02 schrieb Tern:\n", is_reply=True) == "yes"


@pytest.mark.parametrize(
    "signature",
    ["-- \nAna Silva\nTel. 1234", "Sent from my iPhone", "Von meinem iPhone gesendet", ""],
)
def test_a_signature_is_left_out(signature: str) -> None:
    assert own_words(f"it works now\n\n{signature}", is_reply=False) == "it works now"


def test_a_mail_that_answers_nothing_is_kept_whole() -> None:
    text = f"please read this:\n\n{OUTLOOK['en']}\n> quoted"
    assert own_words(text, is_reply=False) == text


WORDS = st.text(
    st.characters(categories=("L", "Nd", "Po", "Zs"), exclude_characters=">-:："), max_size=60
)


@given(st.lists(WORDS, max_size=12), st.sampled_from([*ATTRIBUTIONS.values()]))
def test_no_own_line_is_ever_lost(lines: list[str], head: str) -> None:
    own = "\n".join(lines)
    kept = own_words(f"{own}\n\n{head}\n{QUOTED}", is_reply=True)
    assert [each.strip() for each in kept.split("\n") if each.strip()] == [
        each.strip() for each in own.split("\n") if each.strip()
    ]
