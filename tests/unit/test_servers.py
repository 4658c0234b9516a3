"""Which of several servers is asked."""

from __future__ import annotations

from collections import Counter

from core.servers import Servers


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def ask(servers: Servers, clock: Clock, takes: dict[str, float]) -> str:
    url = servers.best()[0]
    with servers.asking(url):
        clock.now += takes[url]
    return url


def test_of_equal_servers_each_is_asked_as_often() -> None:
    clock = Clock()
    servers = Servers(("a", "b"), clock)
    asked = Counter(ask(servers, clock, {"a": 0.01, "b": 0.01}) for _ in range(100))
    assert min(asked.values()) >= 40


def test_one_where_much_is_under_way_is_asked_after_the_others() -> None:
    clock = Clock()
    servers = Servers(("a", "b"), clock)
    for _ in range(4):
        ask(servers, clock, {"a": 0.01, "b": 0.01})
    with servers.asking("a"), servers.asking("a"):
        assert servers.best() == ["b", "a"]


def test_a_slow_one_is_avoided_and_asked_again_once_that_is_long_ago() -> None:
    clock, takes = Clock(), {"a": 0.01, "b": 1.0}
    servers = Servers(("a", "b"), clock)
    asked = Counter(ask(servers, clock, takes) for _ in range(1000))
    assert 0 < asked["b"] < 20
    takes["b"] = 0.01
    clock.now += 120
    again = Counter(ask(servers, clock, takes) for _ in range(1000))
    assert again["b"] > 300


def test_one_that_has_not_answered_rests_and_comes_last() -> None:
    clock = Clock()
    servers = Servers(("a", "b"), clock)
    servers.rest("a")
    assert servers.best() == ["b", "a"]
    assert not servers.all_rest()
    servers.rest("b")
    assert servers.all_rest()
    assert sorted(servers.best()) == ["a", "b"], "somebody is asked all the same"
    with servers.asking("a"):
        pass
    assert servers.best()[0] == "a", "it has answered"
    clock.now += 60
    assert not servers.all_rest()
