"""The record of changed settings: one change at a time, read by the same rules as the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Row, insert, select, update

from core.errors import BadInput, Fault, NotFound
from core.setting_versions import (
    FileState,
    Origin,
    SettingChanged,
    SettingConflict,
    SettingVersion,
    Taken,
    digest,
    take_in,
)
from core.settings import Settings
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import setting_clock, setting_files, setting_versions
from store.setting_versions.in_use import check_removed
from store.setting_versions.texts import changed_texts
from store.settings_files import ChangedFolder, look_at, read_settings

MAX_VERSIONS_SHOWN = 50
_FOLDER = "the folder"
_FILE_WHY = "Changed in the file."


@dataclass(frozen=True)
class OnDisk:
    """A settings file beside what the product made of it."""

    state: FileState
    disk: str

    @property
    def name(self) -> str:
        return self.state.name

    @property
    def text(self) -> str:
        """The text that holds."""
        return self.state.text(self.disk)

    @property
    def conflict(self) -> bool:
        return self.state.conflict(self.disk)


class SettingVersions:
    """The settings files and their changes."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder

    def look(self) -> Mapping[str, tuple[int, int]]:
        """Return when each file was changed, and its size; cheap."""
        return look_at(self._folder)

    def all(self) -> list[OnDisk]:
        """Return every file as it stands now."""
        with self._database.reading() as connection:
            states = _states(connection)
        return [self._on_disk(states, name) for name in self._names(states)]

    def get(self, name: str) -> OnDisk:
        """Return a file as it stands now. Raises NotFound."""
        with self._database.reading() as connection:
            return self._known(_states(connection), name)

    def read_with(self, texts: Mapping[str, str]) -> Settings:
        """Return the settings as they would be with these texts; raises Fault."""
        with self._database.reading() as connection:
            return self._read({**changed_texts(connection), **texts})

    def change(self, name: str, text: str, seen: str, who: str, why: str) -> SettingVersion:
        """Let a text hold from now on.

        seen: the digest of the text that the change was made from
        Raises NotFound, Fault or SettingInUse for what can't hold, and SettingChanged if another
        change was faster. Nothing is changed then.
        """
        with self._database.writing() as connection:
            file = self._locked(connection, name)
            if digest(file.text) != seen:
                raise SettingChanged
            return self._hold(connection, file, text, Origin.PRODUCT, who, why)

    def undo(self, name: str, number: int, who: str) -> SettingVersion:
        """Let hold what held before a change. Raises SettingChanged unless it is the newest."""
        with self._database.writing() as connection:
            file = self._locked(connection, name)
            if file.state.version != number:
                raise SettingChanged
            text = _version(connection, name, number).before
            return self._hold(connection, file, text, Origin.UNDONE, who, f"Undoes change {number}")

    def settle(self, name: str, seen: str, take_file: bool, who: str) -> None:
        """End a conflict: the file's text holds, or the product's goes on.

        seen: the digest of the file's text that was chosen from
        Raises SettingConflict if it is another by now.
        """
        with self._database.writing() as connection:
            file = self._locked(connection, name)
            if not file.conflict or digest(file.disk) != seen:
                raise SettingConflict
            if take_file:
                why = "The file's change was chosen."
                self._hold(connection, file, file.disk, Origin.SETTLED, who, why)
            else:
                _keep(connection, replace(file.state, base=file.disk))
                write_audit(connection, who, "settings.kept", name, "The file's change was not.")

    def history(self, name: str = "", most: int = MAX_VERSIONS_SHOWN) -> list[SettingVersion]:
        """Return the newest changes, of one file or of all, the newest first."""
        query = select(setting_versions).order_by(setting_versions.c.id.desc())
        if name:
            query = query.where(setting_versions.c.file == name)
        with self._database.reading() as connection:
            rows = connection.execute(query.limit(most)).all()
        return [read_row(SettingVersion, setting_versions, row) for row in rows]

    def take_in(self) -> list[str]:
        """Take in what has changed on the disk, and return the names of the files.

        What can't hold is left until it can; while it does not, nobody answers from it either.
        """
        with self._database.reading() as connection:
            states, texts = _states(connection), changed_texts(connection)
        files = [self._on_disk(states, name) for name in self._names(states)]
        new = [file.name for file in files if file.name not in states or _news(file)]
        if not new:
            return []
        try:
            self._read(texts)
        except Fault:
            return []
        with self._database.writing() as connection:
            for name in new:
                self._locked(connection, name)
        return [file.name for file in files if _news(file)]

    def _hold(
        self, connection: Connection, file: OnDisk, text: str, origin: Origin, who: str, why: str
    ) -> SettingVersion:
        if text == file.text:
            raise BadInput("Nothing is changed: that is what applies already.")
        texts = changed_texts(connection)
        after = self._read({**texts, file.name: text})
        try:
            before = self._read(texts)
        except Fault:  # mended by this very change
            before = after
        check_removed(connection, before, after)
        agrees = text == file.disk
        base = file.disk if agrees or file.state.changed is None else file.state.base
        state = FileState(file.name, base, None if agrees else text, file.state.version + 1)
        _keep(connection, state)
        write_audit(connection, who, f"settings.{origin.value}", file.name, why)
        return _write(connection, state, origin, file.text, text, who, why)

    def _locked(self, connection: Connection, name: str) -> OnDisk:
        """Return a file as it stands; nobody else changes the settings until the block ends."""
        connection.execute(update(setting_clock).values(revision=setting_clock.c.revision + 1))
        states = _states(connection)
        file = self._known(states, name)
        return OnDisk(_take(connection, file, name in states), file.disk)

    def _names(self, states: Mapping[str, FileState]) -> list[str]:
        """Return the names of the files there are, and of those whose text holds without one."""
        held = {name for name, state in states.items() if state.changed is not None}
        return sorted(held | {path.name for path in self._folder.glob("*.yml")})

    def _known(self, states: Mapping[str, FileState], name: str) -> OnDisk:
        if name not in self._names(states):
            raise NotFound("There are no settings of that name. Choose from the list.")
        return self._on_disk(states, name)

    def _on_disk(self, states: Mapping[str, FileState], name: str) -> OnDisk:
        disk = self._disk(name)
        return OnDisk(states.get(name) or FileState(name, base=disk), disk)

    def _disk(self, name: str) -> str:
        try:
            return (self._folder / name).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return ""  # reading it as settings tells what is wrong with it

    def _read(self, texts: Mapping[str, str]) -> Settings:
        return read_settings(ChangedFolder(self._folder, texts))


def _news(file: OnDisk) -> bool:
    return take_in(file.state, file.disk) is not Taken.NOTHING


def _take(connection: Connection, file: OnDisk, is_known: bool) -> FileState:
    """Write down what a look at the disk means, and return what is known of the file then."""
    taken, state = take_in(file.state, file.disk), file.state
    if taken is Taken.VERSION:
        state = replace(state, base=file.disk, version=state.version + 1)
        _write(connection, state, Origin.FILE, file.state.base, file.disk, _FOLDER, _FILE_WHY)
        write_audit(connection, _FOLDER, "settings.file", file.name, _FILE_WHY)
    elif taken is Taken.AGREED:
        state = replace(state, base=file.disk, changed=None)
    if state != file.state or not is_known:
        _keep(connection, state)
    return state


def _states(connection: Connection) -> dict[str, FileState]:
    rows = connection.execute(select(setting_files)).all()
    return {row.name: read_row(FileState, setting_files, row) for row in rows}


def _keep(connection: Connection, state: FileState) -> None:
    values = {"base": state.base, "changed": state.changed, "version": state.version}
    table = setting_files
    known = select(table.c.name).where(table.c.name == state.name)
    if connection.execute(known).first():
        connection.execute(update(table).where(table.c.name == state.name).values(**values))
    else:
        connection.execute(insert(table).values(name=state.name, **values))


def _write(
    connection: Connection,
    state: FileState,
    origin: Origin,
    before: str,
    after: str,
    who: str,
    why: str,
) -> SettingVersion:
    values = {
        "file": state.name,
        "number": state.version,
        "origin": origin,
        "before": before,
        "after": after,
        "who": who,
        "why": why,
        "at": now(),
    }
    connection.execute(insert(setting_versions).values(**values))
    return read_row(SettingVersion, setting_versions, _row(connection, state.name, state.version))


def _version(connection: Connection, name: str, number: int) -> SettingVersion:
    return read_row(SettingVersion, setting_versions, _row(connection, name, number))


def _row(connection: Connection, name: str, number: int) -> Row[tuple[object, ...]]:
    table = setting_versions
    query = select(table).where(table.c.file == name, table.c.number == number)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such change. Choose from the list.")
    return row
