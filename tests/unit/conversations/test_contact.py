"""Ways to reach a customer that the host site vouches for, and what is only a contact."""

from __future__ import annotations

from core.conversations import ANONYMOUS, Contact, FoundContact, Profile, known_contacts

FACTS = (("E-mail", "ada@example.com"), ("phone", "not given"), ("plan", "020 7946 0112"))


def find(text: str) -> FoundContact | None:
    kind = "email" if "@" in text else "phone"
    return FoundContact(Contact(kind, text), "") if text and text != "not given" else None


def test_words_around_a_contact_make_it_a_message() -> None:
    ada = Contact("email", "ada@example.com")
    assert FoundContact(ada, "my mail: ").is_alone
    assert not FoundContact(ada, " is the address I want to change in my profile").is_alone


def test_what_the_host_site_vouches_for_is_known_and_nothing_else() -> None:
    known = known_contacts(Profile("c-1", facts=FACTS), find)
    assert known == (Contact("email", "ada@example.com"),)
    assert known_contacts(ANONYMOUS, find) == ()
    assert known_contacts(Profile("", facts=FACTS), find) == ()
