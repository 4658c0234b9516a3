"""Which advisories concern the installed versions, and which of those we have answered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from packaging.specifiers import SpecifierSet


@dataclass(frozen=True)
class Package:
    """An installed version. `registry` is "pypi" or "npm"."""

    registry: str
    name: str
    version: str


@dataclass(frozen=True)
class Advisory:
    """A known hole.

    ids: all its names: CVE, GHSA, PYSEC
    affected: the versions that have it, as `<3.12.14`
    accepted: why it may stay although it concerns us, "" if it may not
    accepted_on: since when
    """

    ids: tuple[str, ...]
    registry: str
    package: str
    affected: str
    what: str
    accepted: str = ""
    accepted_on: date | None = None


@dataclass(frozen=True)
class StoredList:
    """The list we keep, as it was known on a day."""

    known_on: date
    advisories: tuple[Advisory, ...]


@dataclass(frozen=True)
class Finding:
    """A hole in an installed version; `accepted` says why it may stay, "" if it may not."""

    package: Package
    ids: tuple[str, ...]
    what: str
    accepted: str


def findings(
    installed: Iterable[Package], stored: StoredList, told: Sequence[tuple[Package, Advisory]]
) -> list[Finding]:
    """Return the holes by the list and by what registries told, each once, by package.

    told: a package with what its registry knows of it; what the list accepts is accepted here too
    """
    from_list = [
        (package, advisory)
        for package in installed
        for advisory in stored.advisories
        if _concerns(advisory, package)
    ]
    accepted = {
        (advisory.registry, advisory.package, name): advisory.accepted
        for advisory in stored.advisories
        for name in advisory.ids
    }
    found: dict[tuple[Package, str], Finding] = {}
    for package, advisory in (*from_list, *told):
        known = [(package, name) for name in advisory.ids]
        if any(key in found for key in known):
            continue
        reasons = (accepted.get((package.registry, package.name, name)) for name in advisory.ids)
        reason = next((reason for reason in reasons if reason), "")
        finding = Finding(package, advisory.ids, advisory.what, reason)
        found |= dict.fromkeys(known, finding)
    return sorted(set(found.values()), key=lambda each: (each.package.name, each.ids))


def needless(installed: Iterable[Package], stored: StoredList) -> list[Advisory]:
    """Return what is accepted though no installed version has it any more."""
    packages = tuple(installed)
    return [
        advisory
        for advisory in stored.advisories
        if advisory.accepted and not any(_concerns(advisory, package) for package in packages)
    ]


def _concerns(advisory: Advisory, package: Package) -> bool:
    same = (advisory.registry, advisory.package) == (package.registry, package.name)
    return same and SpecifierSet(advisory.affected).contains(package.version, prereleases=True)
