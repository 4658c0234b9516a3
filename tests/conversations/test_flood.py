"""A flood from one address: it is refused in time, and keeps nobody else waiting."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import httpx
import pytest
from ruamel.yaml import YAML

from tests.support.customer import Customer, kinds
from tests.support.stack import Stack
from tests.support.waiting import PATIENCE, wait_until

WAITING = 30  # messages that may wait from one address
FLOODED = 20  # conversations


@pytest.fixture
def few_may_wait(stack: Stack) -> Iterator[None]:
    file, yaml = stack.settings / "limits.yml", YAML()
    before = file.read_text(encoding="utf-8")
    limits = yaml.load(before)
    limits["waiting_from_one"] = WAITING
    yaml.dump(limits, file)
    yield
    file.write_text(before, encoding="utf-8")


class OtherCustomer(Customer):
    """One who comes from an address of their own."""

    def client(self, web_url: str) -> httpx.Client:
        transport = httpx.HTTPTransport(local_address="127.0.0.2")
        return httpx.Client(
            base_url=web_url, timeout=PATIENCE, trust_env=False, transport=transport
        )


@pytest.mark.usefixtures("few_may_wait")
def test_a_flood_is_refused_while_a_bystander_is_answered(stack: Stack) -> None:
    flooding = [Customer(stack.web_url) for _ in range(FLOODED)]
    bystander = OtherCustomer(stack.web_url)
    sent: list[tuple[Customer, str]] = []

    def flood() -> httpx.Response:
        """Send until that is refused."""
        while True:
            for customer in flooding:
                message = uuid.uuid4().hex
                answer = customer.post(id=message, text="hello there")
                if answer.status_code != 202:
                    return answer
                sent.append((customer, message))

    refused = flood()
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "moment" in refused.json()["message"]
    assert kinds(bystander.say("how do i change the pin of my card?"))[0] == "answer"

    for customer, message in sent:
        assert customer.replies_to(message), "what was accepted is answered, too"
    wait_until(lambda: flooding[0].post(id=uuid.uuid4().hex, text="hello").status_code == 202)
