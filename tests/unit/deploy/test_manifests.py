"""Manifests are well-formed, and hold what they promise: nobody reaches bot, actions and Redis."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from commands.manifests import compose_faults, dockerfile_faults, kubernetes_faults, unit_faults
from commands.manifests.kubernetes import can_resolve, resolved
from tests.unit.deploy.reading import (
    DEPLOY,
    DOCKERFILES,
    PROCESSES,
    UNITS,
    compose,
    manifests,
    pods,
    value,
)

INSIDE = ("bot", "actions", "redis")
ANYBODY = "anybody"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(DEPLOY, tmp_path / "deploy")


def test_a_faulty_manifest_is_named_and_ours_are_not(copied: Path) -> None:
    kubernetes = copied / "kubernetes"
    assert kubernetes_faults(kubernetes) == []
    _change(kubernetes / "base" / "bot.yaml", "readinessProbe", "readynessProbe")
    (fault,) = [each for each in kubernetes_faults(kubernetes) if "readynessProbe" in each]
    assert fault.startswith(str(kubernetes / "base" / "bot.yaml"))
    (kubernetes / "base" / "bot.yaml").unlink()
    assert any("there is no bot.yaml" in each for each in kubernetes_faults(kubernetes))


def test_an_overlay_that_changes_what_is_not_there_is_named(copied: Path) -> None:
    if not can_resolve():
        pytest.skip("neither kustomize nor kubectl is installed")
    overlay = copied / "kubernetes" / "overlays" / "production"
    settings = [each for each in resolved(overlay) if each["metadata"]["name"] == "effie"]
    assert settings[0]["data"]["EFFIE_PUBLIC_URL"] == "https://help.company.example"
    assert settings[0]["data"]["EFFIE_ACTIONS_URL"] == "http://actions:5055"
    _change(overlay / "settings.yaml", "name: effie", "name: effy")
    assert any("effy" in fault for fault in kubernetes_faults(copied / "kubernetes"))


def test_a_faulty_compose_file_is_named_and_ours_is_not(copied: Path) -> None:
    file = copied / "compose.yaml"
    assert compose_faults(file) == []
    _change(file, "networks: [inside, outside]", "networks: [inside, nowhere]")
    assert "nowhere" in compose_faults(file)[0]


def test_a_faulty_dockerfile_is_named_and_ours_are_not(copied: Path) -> None:
    assert dockerfile_faults(DOCKERFILES) == []
    file = copied / "bot.Dockerfile"
    file.write_text(file.read_text().replace("FROM python:3.10-slim-bookworm", "FROM python"))
    assert any("DL3006" in fault for fault in dockerfile_faults([file]))


def test_a_faulty_unit_is_named_and_ours_are_not(copied: Path) -> None:
    if unit_faults(DEPLOY / "systemd") is None:
        pytest.skip("systemd is not here")
    assert unit_faults(DEPLOY / "systemd") == []
    _change(copied / "systemd" / "effie-web.service", "ProtectSystem=strict", "ProtectSystm=yes")
    _change(copied / "systemd" / "effie-web.service", "NoNewPrivileges=yes\n", "")
    faults = unit_faults(copied / "systemd") or []
    assert any("ProtectSystm" in fault for fault in faults)


def test_in_a_cluster_nobody_reaches_bot_actions_and_redis() -> None:
    open_doors = {
        (source, target)
        for source in (ANYBODY, *PROCESSES, "redis", "setup")
        for target in (*PROCESSES, "redis", "setup")
        if _may_reach(source, target)
    }
    assert open_doors == {
        *((source, "web") for source in (ANYBODY, "web", "actions")),
        *((source, "actions") for source in ("web", "bot")),
        *((source, "redis") for source in PROCESSES),
    }
    assert {each["metadata"]["name"] for each in manifests("Service")} == {
        "web",
        "actions",
        "redis",
    }


def test_in_compose_only_web_is_reached_and_inner_processes_reach_nobody_outside() -> None:
    content = compose()
    published = {name for name, each in content["services"].items() if "ports" in each}
    assert published == {"web"}
    assert content["networks"]["inside"] == {"internal": True}
    for name in ("bot", "redis", "postgres", "setup", "tools"):
        assert content["services"][name]["networks"] == ["inside"]
    members = [set(each["networks"]) - {"inside"} for each in content["services"].values()]
    shared = [network for each in members for network in each]
    assert len(shared) == len(set(shared)), "two services share a network with a way out"


def test_every_container_is_held_as_tight_as_can_be() -> None:
    for pod in pods():
        spec = pod["spec"]
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert spec["automountServiceAccountToken"] is False
        # A service `actions` of a namespace `effie` must not make variables for us.
        assert spec["enableServiceLinks"] is False
        for container in spec["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert set(container["resources"]["requests"]) == {"cpu", "memory"}
    for name, service in compose()["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
    for unit in UNITS:
        assert value(unit, "User") == ["effie"], unit.name
        assert value(unit, "ProtectSystem") == ["strict"], unit.name
        local = any(name in unit.name for name in ("bot", "redis"))
        assert value(unit, "IPAddressDeny") == (["any"] if local else []), unit.name


def test_every_process_has_probes_a_budget_and_grows_by_itself() -> None:
    budgets = {each["metadata"]["name"] for each in manifests("PodDisruptionBudget")}
    scalers = {each["metadata"]["name"]: each for each in manifests("HorizontalPodAutoscaler")}
    assert budgets == set(scalers) == set(PROCESSES)
    for name in ("bot", "actions"):
        (metric,) = scalers[name]["spec"]["metrics"]
        assert metric["external"]["metric"]["name"] == "effie_inbox_behind_seconds"
    served = (DEPLOY.parent / "docs" / "reference" / "metrics.md").read_text()
    assert "`effie_inbox_behind_seconds`" in served
    for pod in pods():
        for container in pod["spec"]["containers"]:
            probes = sum(key.endswith("Probe") for key in container)
            assert probes == (0 if container["name"] == "setup" else 3), container["name"]


def _may_reach(source: str, target: str) -> bool:
    policies = manifests("NetworkPolicy")
    out = source == ANYBODY or _lets(policies, source, target, "Egress", "egress", "to")
    return out and _lets(policies, target, source, "Ingress", "ingress", "from")


def _lets(
    policies: list[dict[str, Any]], whose: str, other: str, kind: str, way: str, peers: str
) -> bool:
    """As Kubernetes has it: what any policy lets through; all, where none speaks of the pod."""
    held = [each["spec"] for each in policies if _selects(each["spec"]["podSelector"], whose)]
    held = [spec for spec in held if kind in spec["policyTypes"]]
    rules = [rule for spec in held for rule in spec.get(way, [])]
    # A port alone, as PostgreSQL's, is none of our processes'.
    rules = [rule for rule in rules if {"port": 5432} not in rule.get("ports", [])]
    return not held or any(
        peers not in rule or any(_is_peer(peer, other) for peer in rule[peers]) for rule in rules
    )


def _is_peer(peer: dict[str, Any], other: str) -> bool:
    return "namespaceSelector" not in peer and _selects(peer["podSelector"], other)


def _selects(selector: dict[str, Any], component: str) -> bool:
    if component == ANYBODY:
        return False
    name = "app.kubernetes.io/component"
    if component != selector.get("matchLabels", {}).get(name, component):
        return False
    return all(
        each["key"] == name and component in each["values"]
        for each in selector.get("matchExpressions", [])
    )


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
