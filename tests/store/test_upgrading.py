"""Base tables are made by migrations alone; record tables follow the record kinds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from fupin_desk.domain.fields import LOCAL, PRIVATE, code, text
from fupin_desk.domain.record import Record, spec_of
from fupin_desk.store import EnrolledDesk, open_vault
from fupin_desk.store.exchange import taking
from fupin_desk.store.records import kind_tables, projection, row_cache, rows
from fupin_desk.store.records.kind_tables import TABLES, KindTable
from fupin_desk.store.vault import base, upgrading
from fupin_desk.store.vault.cipher import connection_to
from fupin_desk.subjects.household.records import POVERTY_STATUS, Household
from tests.store.desks import KEYS, MadeUpDesk, everything


def test_the_migrated_tables_are_those_the_desk_works_with(desk: MadeUpDesk) -> None:
    with desk.reading() as reader:
        found = sa.inspect(reader.history_here.connection)
        for table in base.METADATA.sorted_tables:
            keys = found.get_pk_constraint(table.name)["constrained_columns"]
            columns = {
                each["name"]: (str(each["type"]), each["nullable"] or each["name"] in keys)
                for each in found.get_columns(table.name)
            }
            modelled = {each.name: (str(each.type), each.nullable or each.primary_key) for each in table.columns}
            assert columns == modelled, table.name
            assert keys == [each.name for each in table.primary_key], table.name
            indexes = {(each["name"], tuple(each["column_names"])) for each in found.get_indexes(table.name)}
            assert indexes == {(each.name, tuple(each.columns.keys())) for each in table.indexes}, table.name
        names = {name for name in found.get_table_names() if not name.startswith("record_")}
    assert names == {*base.METADATA.tables, "alembic_version", "tie"}  # derived by triggers (store.records.ties)


def test_a_vault_of_an_older_program_gets_the_indexes_it_lacks_and_keeps_its_rows(desk: MadeUpDesk) -> None:
    made = desk.save("payment", voucher="甲")
    index = "record_payment_contract"
    with desk.writing() as work:
        work.history_here.run(f"DROP INDEX {index}")
        work.history_here.run("UPDATE derived SET definition = 'before open' WHERE kind = ?", (projection.ALL,))
    again = desk.reopened()
    with again.reading() as reader:
        found = sa.inspect(reader.history_here.connection).get_indexes("record_payment")
    assert index in {each["name"] for each in found}
    assert again.value("payment", made, "voucher") == "甲"


@pytest.mark.parametrize("table", ["change", "change_body", "change_value", "erased"])
def test_nothing_can_be_taken_out_of_the_history(desk: MadeUpDesk, table: str) -> None:
    desk.save("household", address="甲")
    with desk.writing() as work:
        work.history_here.connection.exec_driver_sql("INSERT INTO erased VALUES (999)")
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), desk.writing() as work:
        work.history_here.connection.exec_driver_sql(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("table", "column"), [("change", "parents"), ("change_body", "body"), ("change_value", "salt")]
)
def test_nothing_in_the_history_can_be_changed(desk: MadeUpDesk, table: str, column: str) -> None:
    desk.save("household", address="甲")
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), desk.writing() as work:
        work.history_here.connection.exec_driver_sql(f"UPDATE {table} SET {column} = x'00'")


def test_an_older_file_is_copied_and_migrated(
    desk: MadeUpDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = desk.save("household", address="甲")
    scripts = tmp_path / "migrations"
    shutil.copytree(upgrading.SCRIPTS, scripts, dirs_exist_ok=True)
    now, following = base.VERSION, base.VERSION + 1
    (scripts / "versions" / "v_next.py").write_text(
        f"from alembic import op\nrevision = '{following:04d}'\ndown_revision = '{now:04d}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE next (id INTEGER PRIMARY KEY)')\n"
    )
    monkeypatch.setattr(upgrading, "SCRIPTS", scripts)
    monkeypatch.setattr(upgrading, "VERSION", following)
    again = desk.reopened()
    assert again.value("household", made, "address") == "甲"
    with again.reading() as reader:
        assert reader.count("household") == 1
        assert reader.history_here.rows("SELECT * FROM next") == []
    again.vault.close()
    copy = upgrading.copy_name(desk.file, now)
    monkeypatch.undo()
    before = open_vault(copy, KEYS)
    with before.reading() as reader:
        assert reader.get("household", made).values["address"] == "甲"
    before.close()


class Additions(Record, frozen=True, kw_only=True):
    """What a later desk asks of a household besides."""

    traits = Household.traits
    nickname: Annotated[str | None, text(PRIVATE, 40)] = None
    secret: Annotated[str | None, text(LOCAL, 40)] = None


class Renamed(Record, frozen=True, kw_only=True):
    """A household whose address is now of another shape and whose phone is not local any more."""

    traits = Household.traits
    number: Annotated[str | None, text(PRIVATE, 40)] = None
    address: Annotated[str | None, code(PRIVATE, POVERTY_STATUS)] = None
    phone: Annotated[str | None, text(PRIVATE, 40)] = None


def become(monkeypatch: pytest.MonkeyPatch, cls: type[Record], besides: bool = False) -> None:
    """Let the desk be one that knows the household otherwise."""
    spec = spec_of(cls)
    whole = {**kind_tables.TABLES["household"].spec.fields, **spec.fields} if besides else spec.fields
    of = KindTable(replace(spec, kind="household", fields=whole))
    for module in (kind_tables, projection, row_cache, taking, rows):
        if hasattr(module, "TABLES"):
            monkeypatch.setattr(module, "TABLES", {**TABLES, "household": of})


def test_a_new_field_adds_a_column_and_leaves_the_rest(desk: MadeUpDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.save("household", address="甲", phone="13811111111")
    with desk.reading() as reader:
        before = [tuple(row) for row in reader.history_here.rows("SELECT id, address, _sealed FROM record_household")]
    monkeypatch.setattr(projection, "build", _must_not_be_called)
    become(monkeypatch, Additions, besides=True)
    again = desk.reopened()
    with again.reading() as reader:
        after = reader.history_here.rows("SELECT id, address, _sealed, nickname FROM record_household")
    assert [tuple(row)[:3] for row in after] == before
    again.vault.close()


def _must_not_be_called(*_: Any) -> None:
    raise AssertionError("the table was built anew")


def test_any_other_difference_builds_the_table_anew_from_the_history(
    desk: MadeUpDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.save("household", address="甲", phone="13811111111")
    become(monkeypatch, Renamed)
    again = desk.reopened()
    with again.reading() as reader:
        found = reader.history_here.rows("SELECT id, address, phone FROM record_household")
        assert [tuple(row) for row in found] == [(made, "甲", "13811111111")]
    again.vault.close()


def test_a_table_that_follows_the_history_is_not_built_again(desk: MadeUpDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.save("household", address="甲")
    with desk.reading() as reader:
        before = everything(reader)
    monkeypatch.setattr(projection, "build", _must_not_be_called)
    again = desk.reopened()
    with again.reading() as reader:
        assert everything(reader) == before
    again.vault.close()


def test_a_vault_whose_words_were_folded_in_another_way_is_searched_as_all_are(desk: MadeUpDesk) -> None:
    home = desk.save("household")
    desk.save("member", household=home, name="كەرىم")
    with desk.writing() as work:
        run = work.history_here.run
        run("UPDATE search_key SET key = 'as an older desk folded it' WHERE kind = 'member'")
        run("UPDATE derived SET definition = '1' WHERE kind = '*folding'")
        run("UPDATE derived SET definition = 'of an older desk' WHERE kind = '*'")
    again = desk.reopened()
    with again.reading() as reader:
        assert reader.search("کەریم") == [home]
    again.vault.close()


def without_mark(connection: dbapi2.Connection) -> None:
    """Take out what came with versions 4 and 5."""
    connection.execute("DROP TABLE step")
    connection.execute("DROP INDEX takes_back_undone")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '%_noted'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("DROP TABLE chain_mark")
    connection.execute("DROP TABLE look_again")


def test_a_file_of_before_the_history_had_a_mark_gets_one_and_notes_what_is_written_before_it(desk: MadeUpDesk) -> None:
    """A file of version 3."""
    home = desk.save("household", address="甲")
    desk.vault.close()
    connection = connection_to(desk.file, KEYS.vault)
    without_mark(connection)
    connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.commit()
    connection.close()
    again = desk.reopened()
    with again.writing() as work:
        assert work.to_verify() == 1
        assert work.verify_on() == []
        assert work.to_verify() == 0
        work.erase("household", home)
        assert work.to_verify() > 1


def test_a_file_of_before_undo_remembered_anything_opens_and_goes_back_step_by_step_from_there(
    desk: MadeUpDesk,
) -> None:
    """A file of version 1: the table that undo writes to is not there yet."""
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组")
    desk.vault.close()
    connection = connection_to(desk.file, KEYS.vault)
    without_mark(connection)
    connection.execute("DROP TABLE takes_back")
    connection.execute("DROP TABLE known_person")
    connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.commit()
    connection.close()
    again = desk.reopened()
    for step in ("undo", "redo", "undo"):
        with again.writing() as work:
            getattr(work, step)("household", made)
    assert again.value("household", made, "group") == "一组"


def test_a_file_of_before_persons_were_told_of_knows_who_wrote_for_each_village_let_in(desk: MadeUpDesk) -> None:
    """A file of version 2, at an office: what stands in the local stream is sealed, and read by nobody for this."""
    desk.save("household", address="甲")
    desk.save("person", name="测试人", role="clerk")
    author = desk.author()
    let_in = EnrolledDesk(desk=author.desk, village=author.village, name="示例村", certificate="")
    with desk.writing() as work:
        work.enrol_desk(let_in)
    desk.vault.close()
    connection = connection_to(desk.file, KEYS.vault)
    without_mark(connection)
    connection.execute("DROP TABLE known_person")
    connection.execute("UPDATE alembic_version SET version_num = '0002'")
    connection.commit()
    connection.close()
    with desk.reopened().reading() as reader:
        assert reader.places_of([author.person, "somebody"]) == {author.person: author.village}
        assert reader.persons_by_desk() == {author.desk: 1}
