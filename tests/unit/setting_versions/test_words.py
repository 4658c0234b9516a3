"""The assistant's own words give way to those of the settings."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.responder import Speech

DOMAIN = {
    "responses": {
        "utter_handoff_same_agent": [{"text": "I'm asking {agent} first."}],
        "utter_files": [{"text": "Kept.", "buttons": [{"title": "A person", "payload": "person"}]}],
        "utter_yes": [{"text": "Yes"}],
    }
}


def test_words_of_the_settings_are_said_filled_in_with_the_buttons_that_belong_to_them() -> None:
    dispatcher = CollectingDispatcher()
    speech = Speech(dispatcher, DOMAIN)
    speech.say("utter_handoff_same_agent", agent="Sam")
    speech.reword(
        {
            "utter_handoff_same_agent": ("{agent} comes {again}.",),
            "utter_files": ("Thanks.",),
            "utter_yes": ("Yes, it did",),
        }
    )
    speech.say("utter_handoff_same_agent", agent="Sam {again}")
    speech.say("utter_files")
    usual, said, files = dispatcher.messages
    assert usual["response"] == "utter_handoff_same_agent"
    assert said["text"] == "Sam {again} comes {again}."
    assert files["buttons"] == [{"title": "A person", "payload": "person"}]
    assert speech.words("utter_yes") == "Yes, it did"
