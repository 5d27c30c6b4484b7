"""What is mutated by habit, and by which tests it must be noticed, is there."""

import pytest

from build_scripts import mutate


def test_every_module_and_test_that_is_named_is_there() -> None:
    named = [*mutate.NOTICED_BY, *(test for tests in mutate.NOTICED_BY.values() for test in tests)]
    assert [each for each in named if not (mutate.ROOT / each).exists()] == []
    assert all(list((mutate.ROOT / "tests").rglob(name)) for name in mutate.PASSED_OVER)


def test_a_module_has_the_tests_of_its_folder() -> None:
    assert mutate.tests_of("fupin_desk/store/erasing.py") == ("tests/store",)
    assert mutate.tests_of("fupin_desk/paper/leaks.py") == ("tests/paper/test_leaks.py",)
    assert "fupin_desk/store/*" in mutate.configuration_of("fupin_desk/store")


def test_a_module_without_tests_is_refused_before_anything_is_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert mutate.main(["fupin_desk/storekeeper.py"]) == 2
    assert "fupin_desk/storekeeper.py" in capsys.readouterr().out
