"""Which files go out as they are, and which as a link."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from core.attachments import PDF, PICTURES, TEXT, Attached, FileLinks
from core.channels import (
    CAPABILITIES,
    Capability,
    Kind,
    Outgoing,
    Said,
    SentFile,
    Style,
    Styled,
    lay_out,
    without_files,
)
from core.conversations import Author, Button, Utterance, known_choice
from store.clock import now
from web.channels.sending import ready_to_send

LINKS = FileLinks("a secret that nobody else has")
FILE = {"id": "file-1", "name": "form.pdf", "type": "application/pdf", "size": 7}
MB = 1_000_000
CHOICE = known_choice("helped:yes")
assert CHOICE is not None
YES = Button("Yes", CHOICE)

files = st.lists(
    st.builds(
        SentFile,
        st.builds(
            Attached,
            id=st.uuids().map(str),
            name=st.just("a.bin"),
            type=st.sampled_from([*sorted(PICTURES), PDF, TEXT]),
            size=st.sampled_from([1, 5 * MB, 5 * MB + 1, 8 * MB, 8 * MB + 1, 10 * MB]),
        ),
        st.sampled_from(["", "https://tern.example/f"]),
    ),
    max_size=5,
)


def said(text: str) -> Utterance:
    return Utterance("e", "c", Author.AGENT, text, now(), content={"attachments": [FILE]})


def test_a_file_goes_out_with_a_signed_link_for_where_it_cannot_go_itself() -> None:
    for text in ("Please sign this.", ""):
        ready = ready_to_send(said(text), "https://help.tern.example", LINKS)
        (sms,) = lay_out([ready], CAPABILITIES[Kind.TWILIO])
        assert sms.files == ()
        (file,) = ready.files
        assert sms.words.text == "\n\n".join(
            filter(None, [text, f"File: form.pdf ({file.url})"])
        ), "where no file goes the address stands in the words"
        assert file.url.startswith("https://help.tern.example/api/attachments/file-1?")
        query = dict(parse_qsl(urlsplit(file.url).query))
        assert LINKS.check("file-1", query, now() + timedelta(days=13)) == ""
        (mark,) = [each for each in file.in_words.marks if each.style is Style.LINK]
        assert file.in_words.text[mark.start : mark.end] == "File: form.pdf"


def test_without_an_address_of_ours_it_says_where_the_file_can_be_opened() -> None:
    ready = ready_to_send(said(""), "", LINKS)
    (sms,) = lay_out([ready], CAPABILITIES[Kind.TWILIO])
    assert sms.words.text == "File: form.pdf (it can be opened in the chat on our website)"


@given(files, st.sampled_from([*CAPABILITIES.values()]), st.booleans(), st.booleans())
def test_every_file_goes_out_once_as_it_is_or_as_a_link_and_none_beyond_the_vendors_limit(
    found: list[SentFile], capability: Capability, has_words: bool, has_buttons: bool
) -> None:
    words = Styled("Please look." if has_words else "")
    turn = Said(3, words, (YES,) if has_buttons else (), True, tuple(found))
    messages = lay_out([] if turn.is_empty else [turn], capability)
    sent = [file for message in messages for file in message.files]
    assert len({file.attached.id for file in sent}) == len(sent)
    shown = "".join(message.words.text for message in messages)
    assert len(sent) + shown.count("a.bin") == len(found)
    room = capability.files
    for message in messages:
        for file in message.files:
            assert room is not None
            assert file.attached.size <= room.largest[file.attached.type]
        assert not message.is_empty
        assert room is None or room.with_words or len(message.files) <= 1
        assert message.by_person
    assert [message.part for message in messages] == list(range(len(messages)))
    if has_buttons:
        assert messages[-1].buttons, "some vendors draw buttons below the newest message alone"


@given(files, st.sampled_from([*CAPABILITIES.values()]))
def test_the_record_tells_the_files_and_the_vendor_can_still_get_links(
    found: list[SentFile], capability: Capability
) -> None:
    message = Outgoing(3, 1, Styled("Look"), files=tuple(found))
    assert Outgoing.from_json(3, 1, message.to_json()) == message
    links = without_files(message, capability)
    assert links.files == ()
    assert links.words.text.count("a.bin") == len(found)
    before_there_were_files = {k: v for k, v in message.to_json().items() if k != "files"}
    assert Outgoing.from_json(3, 1, before_there_were_files).words.text == "Look"


def test_a_mail_takes_files_beside_its_words_and_links_what_is_too_much_for_one() -> None:
    def pdf(name: str) -> SentFile:
        return SentFile(Attached(name, f"{name}.pdf", PDF, 6 * MB), f"https://tern.example/{name}")

    turn = Said(1, Styled("Look"), (), True, (pdf("a"), pdf("b"), pdf("c")))
    (mail,) = lay_out([turn], CAPABILITIES[Kind.EMAIL])
    assert [file.attached.id for file in mail.files] == ["a", "b"]
    assert mail.words.text == "Look\n\nFile: c.pdf"
