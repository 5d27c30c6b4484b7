"""Base tables brought up to date when a vault is opened: a copy of the file first, a newer file refused."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from fupin_desk.domain.errors import VaultDamagedError, VaultTooNewError
from fupin_desk.store.vault.base import VERSION

SCRIPTS = Path(__file__).parent / "migrations"


def version_of(connection: sa.Connection) -> int:
    """Return the version of the base tables in the file; 0 for an empty one."""
    there = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    if not there:
        return 0
    return int(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def check_version(file: Path, connection: sa.Connection) -> bool:
    """Return whether the file must be migrated; raises ``VaultTooNewError`` where a newer desk has written it."""
    try:
        version = version_of(connection)
    except (sa.exc.NoResultFound, ValueError) as problem:
        raise VaultDamagedError(str(file)) from problem
    if version > VERSION:
        raise VaultTooNewError(vault=version, desk=VERSION)
    return version < VERSION


def migrate(connection: sa.Connection) -> None:
    """Bring the base tables to ``VERSION`` inside the connection's transaction."""
    from alembic import command  # 0.3 s that only a new or an old vault pays
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{VERSION:04d}")


def copy_name(file: Path, version: int) -> Path:
    """Return the name of the copy kept of a file before it was migrated from that version."""
    return file.with_name(f"{file.name}.before-{version + 1:04d}")
