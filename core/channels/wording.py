"""What is written where no card can be drawn: an utterance with all its card says, as Markdown."""

from __future__ import annotations

from core.conversations import (
    AnswerCard,
    Author,
    ChannelLink,
    ContactTakenCard,
    FactCard,
    HandoffCard,
    Utterance,
)

_SHORT = "short"  # a `Presentation`: experienced customers get the rest behind a link


def markdown_of(utterance: Utterance, public_url: str) -> str:
    """Return the words of an utterance of ours.

    public_url: where our pages are reached; "" if nobody knows, and there are no links to them
    """
    card, text = utterance.card, utterance.text
    if utterance.author is not Author.BOT:
        return text
    if isinstance(card, AnswerCard):
        return _paragraphs(*_answer(card, text, public_url))
    if isinstance(card, HandoffCard | FactCard):
        links = card.channels if isinstance(card, HandoffCard) else card.links
        return _paragraphs(text, "\n".join(map(_line, links)))
    if isinstance(card, ContactTakenCard):
        return _paragraphs(text, card.contact if card.contact not in text else "")
    return text


def _answer(card: AnswerCard, text: str, public_url: str) -> list[str]:
    link = f"[{card.article.title}]({public_url}{card.article.url})" if public_url else ""
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(card.steps, 1))
    is_brief = card.presentation == _SHORT and bool(public_url)
    return [
        f"**{card.article.title}**",
        f"**{card.span}**" if card.span and "**" not in card.span else card.span,
        text,
        "" if is_brief else steps,
        link if card.more or is_brief else "",
    ]


def _line(link: ChannelLink) -> str:
    address = link.url.removeprefix("mailto:").removeprefix("tel:")
    if not address or address in link.label:
        return link.label
    return f"[{link.label}]({link.url})"


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
