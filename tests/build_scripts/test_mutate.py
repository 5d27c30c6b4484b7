"""What is mutated by habit, and by which tests it must be noticed, is there."""

import tempfile
from pathlib import Path

import pytest

from build_scripts import mutate


def test_every_module_and_test_that_is_named_is_there() -> None:
    named = [*mutate.NOTICED_BY, *(test for tests in mutate.NOTICED_BY.values() for test in tests)]
    assert [each for each in named if not (mutate.ROOT / each).exists()] == []
    assert all(list((mutate.ROOT / "tests").rglob(name)) for name in mutate.PASSED_OVER)


def test_a_module_has_the_tests_of_its_folder() -> None:
    assert mutate.tests_of("fupin_desk/store/erasing.py") == ("tests/store",)
    assert mutate.tests_of("fupin_desk/paper/digits.py") == ("tests/paper/test_leaks.py",)
    assert "fupin_desk/store/*" in mutate.configuration_of("fupin_desk/store")


def test_a_module_without_tests_is_refused_before_anything_is_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert mutate.main(["fupin_desk/storekeeper.py"]) == 2
    assert "fupin_desk/storekeeper.py" in capsys.readouterr().out


def test_a_copy_is_gone_on_with_until_something_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    copy = mutate.copy_for("fupin_desk/paper/digits.py")
    assert mutate.copy_for("fupin_desk/paper/digits.py") == copy
    assert mutate.FORGETTING in (copy / "tests/conftest.py").read_text(encoding="utf8")
    monkeypatch.setattr(mutate, "PASSED_OVER", ("test_killing.py",))
    assert mutate.copy_for("fupin_desk/paper/digits.py") != copy
    assert not copy.exists()
