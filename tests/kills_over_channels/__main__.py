"""Kill web, bot and Redis while messages go both ways on several channels, and count.

python -m tests.kills_over_channels [--kills 24] [--channels telegram whatsapp sms hook]
    [--victims web bot redis] [--webs 1]

A product of its own, started as `make run` does, connected with the strict vendors of the tests.
Of several web processes the first is killed, the others lead and do its background work meanwhile.
On each channel one customer talks with the bot and another with an agent. Of what customers wrote
the record is asked, of what was said to them the vendors.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from commands.kills import Launched
from commands.own_copies import copies_without_limits
from launch.running.own_product import KEPT, copy_made, variables_of_its_own
from store.database import Database
from tests.kills_over_channels.another_web import another_web
from tests.kills_over_channels.compared import Compared, compared
from tests.kills_over_channels.talking import Talk, Talking, TalkingWithAgent
from tests.kills_over_channels.traced import Kill, traced
from tests.support.agent import Agent
from tests.support.stack import CONNECTION_SECRETS, team_is_there
from tests.support.vendors.telegram import TelegramVendor
from tests.support.vendors.twilio import TwilioVendor
from tests.support.vendors.vendor import Vendor
from tests.support.vendors.webhook import WebhookVendor
from tests.support.vendors.whatsapp import WhatsAppVendor

_VICTIMS = ("web", "bot", "redis")
_BETWEEN = (1.0, 4.0)  # seconds in which messages flow before the next kill
_UNTIL_NOTICED = 5.5  # a bot that is gone counts as there until its lease is over
_DRAINED_WITHIN = 240.0  # seconds; what was not delivered is looked for once a minute
_PASSWORD = "kills-over-channels"
_KINDS: dict[str, tuple[type[Vendor], str, Callable[[], Any]]] = {
    "telegram": (TelegramVendor, "telegram", lambda: random.randrange(10**6, 10**9)),
    "whatsapp": (WhatsAppVendor, "whatsapp", lambda: f"{random.randrange(10**10, 10**11)}"),
    "sms": (TwilioVendor, "twilio", lambda: f"+4915{random.randrange(10**9):09d}"),
    "hook": (WebhookVendor, "webhook", lambda: f"ana-{random.randrange(10**9)}"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="effie-kills-") as name, ExitStack() as open_now:
        folder = Path(name)
        given = _given(folder)
        effie = f"http://127.0.0.1:{given['EFFIE_WEB_PORT']}"
        vendors = [open_now.enter_context(_vendor(each, effie)) for each in options.channels]
        _connect(folder / "settings", vendors)
        copy_made(KEPT, folder / "var")
        launched = Launched(folder, given)
        try:
            launched.wait_until_well()
            for _ in range(1, options.webs):
                open_now.enter_context(another_web(launched.env, folder / "webs.log"))
            kills, talks = _kill(launched, vendors, options.victims, options.kills)
            counts = _counted(launched.database_url, talks, kills)
        finally:
            launched.stop()
        refused = [f"{each.name}: {why}" for each in vendors for why in set(each.refused)]
    killed = Counter(kill.victim for kill in kills)
    print(json.dumps({"kills": killed, "refused by vendors": refused}, indent=2))
    for (channel, way), count in counts.items():
        print(f"{channel:<10}{way:<34}{vars(count)}")
    return 0 if all(each.is_clean for each in counts.values()) else 1


def _given(folder: Path) -> dict[str, str]:
    given = variables_of_its_own(*copies_without_limits(folder)) | CONNECTION_SECRETS
    address = f"http://127.0.0.1:{given['EFFIE_WEB_PORT']}"
    ours = {"EFFIE_PUBLIC_URL": address, "EFFIE_DEMO_PHONE": "0", "EFFIE_DEMO_PASSWORD": _PASSWORD}
    return {**given, **ours}


def _vendor(channel: str, effie: str) -> Vendor:
    vendor = _KINDS[channel][0](effie, channel)  # type: ignore[call-arg]
    vendor.insists = vendor.tells = channel != "sms"  # Twilio lists instead
    return vendor


def _connect(settings: Path, vendors: Sequence[Any]) -> None:
    team_is_there(settings)
    yaml, file = YAML(), settings / "connections.yml"
    told = yaml.load(file)
    told["connections"] = {
        each.name: {"kind": _KINDS[each.name][1], **each.settings} for each in vendors
    }
    yaml.dump(told, file)


def _kill(
    launched: Launched, vendors: Sequence[Any], victims: Sequence[str], kills: int
) -> tuple[list[Kill], list[Talk]]:
    agent = Agent(launched.web_url, "sam@tern.example", _PASSWORD)
    over, killed = threading.Event(), list[Kill]()
    talking: list[Talking] = []
    for vendor in vendors:
        person = _KINDS[vendor.name][2]
        talking.append(Talking(vendor, person, over))
        talking.append(TalkingWithAgent(vendor, person, over, agent, launched.database_url))
    for each in talking:
        each.start()
    time.sleep(10)
    for victim in itertools.islice(itertools.cycle(victims), kills):
        time.sleep(random.uniform(*_BETWEEN))
        killed.append(Kill(victim, time.time()))
        launched.kill(victim)
        began = time.monotonic()
        time.sleep(_UNTIL_NOTICED)
        launched.wait_until_well()
        back = time.monotonic() - began
        print(f"{len(killed):>3} {victim:<6} well after {back:.1f} s", flush=True)
    over.set()
    for each in talking:
        each.join()
    return killed, [talk for each in talking for talk in each.talks]


def _counted(
    database_url: str, talks: Sequence[Talk], kills: Sequence[Kill]
) -> dict[tuple[str, str], Compared]:
    counts: dict[tuple[str, str], Compared] = {}
    with closing(Database(database_url)) as record:
        end = time.monotonic() + _DRAINED_WITHIN
        while time.monotonic() < end and not all(each.is_whole(record) for each in talks):
            time.sleep(1)
        time.sleep(5)  # in which what is doubled may still come
        for talk in talks:
            by = "an agent" if talk.with_agent else "the bot"
            ways = {
                f"to {by}": compared(talk.said, talk.recorded(record)),
                f"by {by}": compared(talk.answered, talk.came_out()),
            }
            for way, count in ways.items():
                key = (talk.vendor.name, way)
                counts[key] = counts.get(key, Compared()) + count
                if not count.is_clean:
                    print(key, talk.who, count, talk.said, talk.recorded(record), talk.came_out())
                if count.doubled and way.startswith("by"):
                    print(traced(record, talk, kills), flush=True)
    return dict(sorted(counts.items()))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="kills-over-channels", description=__doc__)
    parser.add_argument("--kills", type=int, default=24, help="how many processes to kill")
    parser.add_argument("--victims", nargs="+", choices=_VICTIMS, default=list(_VICTIMS))
    parser.add_argument("--webs", type=int, default=1, help="how many web processes to run")
    parser.add_argument("--channels", nargs="+", choices=_KINDS, default=list(_KINDS))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
