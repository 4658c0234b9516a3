"""Settings changed in the product: by those who lead, seen before it holds, felt everywhere."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from commands.sources import settings_in_use
from core.answering import Reason
from core.conversations import ANONYMOUS
from core.staff import Role
from launch.paths import HOME
from store.audit import read_audit
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs, Opening
from tests.support.forms import form_values
from tests.support.leading import Leading, form_of_setting
from tests.support.waiting import until
from tests.support.web import Web, running_web, sign_in

FOR_ADMINS = ("connections", "lookups", "retention", "sign_in")


async def test_a_change_made_in_one_web_process_is_felt_in_another_and_undone(
    web: Web, noor: Leading, database: Database, redis_url: str, tmp_path: Path, folder: Path
) -> None:
    async with running_web(database.url, redis_url, tmp_path, settings=folder) as other:
        both = [each.services.live_settings for each in (web, other)]
        was = both[0].now().confidence.common.answer
        looked = await noor.change("confidence", **{"0__answer": "0.6"})
        assert "0.75" in looked
        assert "0.6" in looked
        for live in both:
            await until(lambda live=live: live.now().confidence.common.answer == 0.6)
        page = await noor.page("confidence")
        number = re.search(r'name="number" value="(\d+)"', page)
        assert number
        await noor.post("confidence/undo", number=number[1])
        for live in both:
            await until(lambda live=live: live.now().confidence.common.answer == was)
    undone, changed = web.services.setting_versions.history("confidence.yml")
    assert (undone.after, undone.before) == (changed.before, changed.after)
    lines = [line.what for line in read_audit(database, "confidence.yml")]
    assert lines == ["settings.product", "settings.undone"]
    assert (folder / "confidence.yml").read_text() == undone.after


async def test_ways_of_a_segment_hours_past_midnight_and_the_assistants_words_are_changed(
    web: Web, noor: Leading
) -> None:
    live = web.services.live_settings
    await noor.change(
        "segments",
        **{
            "1.2__channels__person": "2",
            "1.2__channels__email": "1",
            "1.2__channels__account_manager": "",
        },
    )
    await until(lambda: live.now().segments.by_name["business"].channels == ("email", "person"))
    await noor.change("hours", **{"1.0__friday": "08:00-20:00, 22:00 – 02:00"})
    await until(lambda: len(live.now().queues["support"].hours.week[4]) == 2)
    looked = await noor.change(
        "words", **{"0__utter_wait": "About {minutes} minutes.\nSome {minutes}."}
    )
    assert "About 5 to 10 minutes." in looked, "it is shown as customers will read it"
    said = ("About {minutes} minutes.", "Some {minutes}.")
    await until(lambda: live.now().words == {"utter_wait": said})
    text = web.services.setting_versions.get("segments.yml").text
    assert "# Groups of customers" in text, "comments are kept"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("confidence", {"0.clarify": "0.9"}, "must not be above"),
        ("confidence", {"0.answer": "3"}, "it must be 0 to 1"),
        ("confidence", {"0.answer": "very"}, "must be a number"),
        ("segments", {"1.0.label": ""}, "must be some text"),
        ("segments", {"1.0.channels.phone": "1"}, "have the same place"),
        ("segments", {"1.0.remove": "1"}, "must be one of"),
        ("segments", {"1.2.remove": "1"}, "is in use: one open conversation"),
        ("segments", {"1.new": "expert"}, "already"),
        ("hours", {"1.0.monday": "8-20"}, "is no stretch of time"),
        ("hours", {"0.timezone": "Europe/Atlantis"}, "is no time zone"),
        (
            "synonyms",
            {"0.synonyms.key": ["a pin", "code"], "0.synonyms.value": ["code", "a pin"]},
            "in a circle",
        ),
        ("words", {"0.utter_yes": "Yes, {agent}"}, "what is filled in there is nothing"),
        ("limits", {}, "Nothing is changed"),
    ],
)
async def test_wrong_values_are_refused_in_words_and_change_nothing(
    web: Web, noor: Leading, database: Database, name: str, typed: dict[str, object], said: str
) -> None:
    conversation = Conversations(database).start(ANONYMOUS, "web", "https://tern.example/")
    Handoffs(database).open(conversation.id, Opening(Reason.FAILED_TWICE, "business", "business"))
    looked = await noor.post(f"{name}/try", **((await noor.form(name)) | typed))
    if looked.status_code == 200:  # what is in use is told when it is to hold
        looked = await noor.post(name, **form_of_setting(looked.text))
    assert looked.status_code in (409, 422)
    assert said in looked.text
    assert web.services.setting_versions.history() == []


@pytest.mark.every_database
async def test_a_file_edited_at_the_same_time_is_a_conflict_and_nothing_is_lost(
    web: Web, noor: Leading, folder: Path
) -> None:
    versions, live = web.services.setting_versions, web.services.live_settings
    await noor.change("survey", **{"0__silence_minutes": "20"})
    file = folder / "survey.yml"
    edited = file.read_text().replace("follow_up_hours: 24", "follow_up_hours: 12")
    file.write_text(edited)
    assert "Conflict to settle" in (await noor.browser.get("/settings")).text
    await until(lambda: live.now().survey.silence.total_seconds() == 1200)
    page = await noor.page("survey")
    assert "12" in page
    seen = form_values(page.partition('class="conflict"')[2].partition("</section>")[0])
    late = await noor.post("survey/settle", choice="file", seen="of another text")
    assert late.status_code == 409
    await noor.post("survey/settle", **(seen | {"choice": "file"}))
    await until(lambda: live.now().survey.follow_up_within.total_seconds() == 12 * 3600)
    assert versions.history("survey.yml")[0].after == edited
    number = versions.history("survey.yml")[0].number
    await noor.post("survey/undo", number=number)
    await until(lambda: live.now().survey.silence.total_seconds() == 1200)
    assert "Conflict to settle" not in (await noor.browser.get("/settings")).text


async def test_what_is_edited_in_the_file_alone_holds_and_becomes_a_version(
    web: Web, noor: Leading, folder: Path
) -> None:
    await until(lambda: web.services.setting_versions.take_in() == [])
    file = folder / "limits.yml"
    file.write_text(file.read_text().replace("waiting_in_all: 5000", "waiting_in_all: 6000"))
    live = web.services.live_settings
    await until(lambda: live.now().limits.inbox.in_all == 6000)
    await until(lambda: bool(web.services.setting_versions.history("limits.yml")))
    assert "from the file" in await noor.page("limits")


async def test_words_in_another_language_are_changed_by_a_form_and_read_before(
    web: Web, noor: Leading
) -> None:
    live = web.services.live_settings
    form = await noor.form("languages")
    german = next(key for key, value in form.items() if value == ["German"]).removesuffix(".name")
    typed = {f"{german}.noted": "Ich habe es notiert."}
    refused = await noor.post("languages/try", **(form | {f"{german}.nobody": ""}))
    assert "must be some text" in refused.text
    looked = await noor.post("languages/try", **(form | typed))
    assert "German: further words, while they wait" in looked.text
    assert '<p dir="auto" lang="de">Ich habe es notiert.</p>' in looked.text
    assert looked.text.count("data-lang=") == 1, "what stays as it is isn't shown"
    await noor.hold("languages", looked.text)
    await until(lambda: live.now().languages.others["de"].noted == "Ich habe es notiert.")
    assert "# Languages." in web.services.setting_versions.get("languages.yml").text


@pytest.mark.every_database
async def test_two_who_change_the_same_settings_do_not_undo_each_other(
    web: Web, noor: Leading
) -> None:
    first = await noor.form("widget")
    second = await noor.form("widget")
    looked = await noor.post("widget/try", **(first | {"0.company": "Tern Ltd"}))
    late = await noor.post("widget/try", **(second | {"0.company": "Gull"}))
    await noor.hold("widget", looked.text)
    held = await noor.post("widget", **form_of_setting(late.text))
    assert held.status_code == 409
    assert "Somebody has changed these settings" in held.text
    assert [v.number for v in web.services.setting_versions.history()] == [1]


async def test_every_file_is_shown_as_it_stands_changed_as_text_and_exported(
    web: Web, noor: Leading
) -> None:
    listed = (await noor.browser.get("/settings")).text
    for name in sorted(path.stem for path in (HOME / "settings").glob("*.yml")):
        assert f"/settings/{name}" in listed
        if name in FOR_ADMINS:
            continue
        same = await noor.post(f"{name}/try", **await noor.form(name))
        assert "Nothing is changed" in same.text, f"{name}: {same.text}"
    text = (HOME / "settings" / "sensitive.yml").read_text() + "# " + "checked " * 10_000 + "\n"
    seen = (await noor.form("sensitive"))["seen"]
    looked = await noor.post("sensitive/try", **{"as": "text", "text": text, "seen": seen})
    assert "Only comments" in looked.text
    await noor.hold("sensitive", looked.text)
    packed = (await noor.browser.get("/settings/settings.zip")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.read("settings/sensitive.yml").decode() == text
        assert len(archive.namelist()) == len(list((HOME / "settings").glob("*.yml")))


async def test_where_secrets_are_sent_is_changed_by_admins_only(web: Web, noor: Leading) -> None:
    for name in FOR_ADMINS:
        page = await noor.page(name)
        assert "Only admins change these" in page
        assert "See what it changes" not in page
        form = form_of_setting(page) | {"text": "{}"}
        for path in (f"{name}/try", name, f"{name}/undo", f"{name}/settle"):
            refused = await noor.post(path, **form)
            assert refused.status_code == 403
            assert "This is for admins" in refused.text

    web.add_staff("Ada Admin", Role.ADMIN)
    async with web.browser() as browser:
        ada = Leading(browser, await sign_in(browser, "ada@tern.example"))
        same = await ada.post("lookups/try", **await ada.form("lookups"))
        assert "Nothing is changed" in same.text


async def test_opening_hours_that_cannot_be_read_are_mended_in_the_product(
    web: Web, noor: Leading, folder: Path
) -> None:
    good = (folder / "hours.yml").read_text()
    (folder / "hours.yml").write_text("teams: [\n")
    assert "Queues" in await noor.page("segments")
    form = await noor.form("hours")
    assert form["text"] == ["teams: [\n"]
    looked = await noor.post("hours/try", **(form | {"text": good}))
    await noor.hold("hours", looked.text)
    live = web.services.live_settings
    await until(lambda: live.now() is not None and live.problem == "")


async def test_what_was_refused_elsewhere_leaves_the_form_as_the_file_has_it(noor: Leading) -> None:
    form = await noor.form("hours")
    refused = await noor.post("hours/undo", number="7")
    assert refused.status_code == 409
    assert form_of_setting(refused.text) == form, "no day or box is lost that would then be saved"


async def test_a_change_whose_file_is_gone_is_still_shown_exported_and_undone(
    web: Web, noor: Leading, folder: Path
) -> None:
    was = (folder / "survey.yml").read_text()
    await noor.change("survey", **{"0__silence_minutes": "20"})
    (folder / "survey.yml").unlink()
    listed = (await noor.browser.get("/settings")).text
    assert "/settings/survey" in listed
    assert "Conflict to settle" not in listed, "there is nothing to choose"
    assert (await noor.post("survey/undo", number="1")).status_code == 303
    assert web.services.setting_versions.get("survey.yml").text == was


async def test_only_members_of_staff_may_send_large_forms(web: Web) -> None:
    async with web.browser() as browser:
        sent = await browser.post("/settings/survey", data={"text": "x" * 200_000}, headers={})
    assert sent.status_code == 401


async def test_commands_go_by_what_was_changed_in_the_product(
    noor: Leading, database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EFFIE_SETTINGS", str(folder))
    await noor.change("segments", **{"0__default": "expert"})
    assert settings_in_use(database).segments.default == "expert"


async def test_what_is_read_at_the_start_alone_is_not_said_to_apply_now(noor: Leading) -> None:
    form = await noor.form("retrieval")
    text = form["text"][0].replace("watch_seconds: ", "watch_seconds: 1")
    looked = await noor.post("retrieval/try", **(form | {"text": text}))
    held = await noor.post("retrieval", **form_of_setting(looked.text))
    page = await noor.browser.get(held.headers["location"])
    assert "once Effie is started again" in page.text
