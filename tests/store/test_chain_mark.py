"""The history is verified from where it was whole last; what is written before that is looked at again."""

from __future__ import annotations

from fupin_desk.store import ChainFault, VaultKeys
from tests.store.counting import calls
from tests.store.desks import KEYS, MadeUpDesk


def mark(desk: MadeUpDesk, everything: bool = False) -> list[ChainFault]:
    """Verify what is new, and note how far."""
    with desk.writing() as work:
        return work.verify_on(everything)


def since(desk: MadeUpDesk) -> list[str]:
    """Return what is wrong with what was written since the mark."""
    with desk.reading() as reader:
        return [fault.what for fault in reader.verify_since()]


def whole(desk: MadeUpDesk) -> list[str]:
    """Return what is wrong with anything."""
    with desk.reading() as reader:
        return [fault.what for fault in reader.verify_chain()]


def by_hand(desk: MadeUpDesk, *statements: str) -> None:
    """Write to the vault as nobody may who goes by the program."""
    with desk.writing() as work:
        for statement in statements:
            work.history_here.run(statement)


def test_what_comes_after_a_mark_is_looked_at_and_nothing_before_it(desk: MadeUpDesk) -> None:
    for turn in range(60):
        desk.save("household", address=f"{turn}号")
    assert mark(desk) == []
    desk.save("household", address="新")
    with desk.reading() as reader:
        assert reader.to_verify() == 1
        assert calls(reader.verify_since) * 10 < calls(reader.verify_chain)
        assert reader.verify_since() == []
    by_hand(desk, "DROP TRIGGER change_value_is_final", "UPDATE change_value SET payload = x'7b7d' WHERE seq = 61")
    assert since(desk) == ["values"]


def test_where_something_new_is_wrong_the_mark_stays(desk: MadeUpDesk) -> None:
    desk.save("household", address="甲")
    assert mark(desk) == []
    desk.save("household", address="乙")
    by_hand(desk, "DROP TRIGGER change_is_final", "UPDATE change SET parents = zeroblob(32) WHERE seq = 2")
    assert [fault.what for fault in mark(desk)] == ["digest", "heads"] == since(desk)
    with desk.reading() as reader:
        assert reader.chain_mark.through == 1


def test_heads_that_are_not_those_of_the_history_are_seen(desk: MadeUpDesk) -> None:
    desk.save("household", address="甲")
    mark(desk)
    by_hand(desk, "UPDATE stream SET heads = zeroblob(32)")
    assert set(since(desk)) == {"heads"}


def test_a_change_that_follows_what_is_not_here_is_seen(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    office.save("household", address="甲")
    office.save("household", address="乙")
    mark(desk)
    desk.take(office.changes())
    assert since(desk) == []
    by_hand(
        desk,
        "DROP TRIGGER change_stays",
        "DROP TRIGGER change_body_stays",
        "DELETE FROM change WHERE seq = 1",
        "DELETE FROM change_body WHERE seq = 1",
    )
    assert "parents" in since(desk)


def test_what_is_filled_in_before_the_mark_is_looked_at_again(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    office.save("household", address="甲")
    office.save("household", address="乙")
    changes = office.changes()
    desk.take([change.stripped() for change in changes])
    assert mark(desk) == []
    desk.take(changes[:1])
    with desk.reading() as reader:
        assert reader.to_verify() == 1
        assert reader.verify_since() == []
    by_hand(desk, "INSERT INTO change_body SELECT 2, kind, record, body FROM change_body WHERE seq = 1")
    assert since(desk) == ["body"]


def test_what_is_erased_before_the_mark_is_looked_at_again(desk: MadeUpDesk) -> None:
    home = desk.save("household", address="甲")
    mark(desk)
    with desk.writing() as work:
        work.erase("household", home)
    assert since(desk) == whole(desk) == []
    with desk.reading() as reader:
        assert reader.to_verify() > 1  # the order, and what it erased
    assert mark(desk) == []
    with desk.reading() as reader:
        assert reader.to_verify() == 0
    by_hand(desk, "DROP TRIGGER change_value_stays", "DELETE FROM change_value")
    assert since(desk) == ["values"]


def test_what_was_altered_before_the_mark_is_found_by_looking_at_everything(desk: MadeUpDesk) -> None:
    desk.save("household", address="甲")
    mark(desk)
    by_hand(desk, "DROP TRIGGER change_value_is_final", "UPDATE change_value SET payload = x'7b7d'")
    assert since(desk) == []
    assert whole(desk) == ["values"]
    assert [fault.what for fault in mark(desk, everything=True)] == ["values"]
    assert since(desk) == ["values"]  # the mark is gone: until it is mended everything is looked at each time


def test_without_the_local_key_nothing_is_noted(desk: MadeUpDesk) -> None:
    desk.save("household", phone="13900000000")
    closed = desk.reopened(VaultKeys(KEYS.vault, None))
    assert mark(closed) == []
    with closed.reading() as reader:
        assert reader.chain_mark.through == 0
    closed.vault.close()
