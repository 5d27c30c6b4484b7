"""The one way in: what it decides before it runs anything."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from build_scripts import dev


@pytest.mark.parametrize("words", [[], ["--json"], ["--villages", "3"], ["--languages", "zh_CN,ug", "--seed", "2"]])
def test_a_demo_without_a_folder_gets_one(words: list[str]) -> None:
    assert not dev.names_a_folder(words)


@pytest.mark.parametrize("words", [["there"], ["--villages", "3", "there"], ["--seed=4", "there"], ["there", "--json"]])
def test_a_folder_among_the_options_is_seen(words: list[str]) -> None:
    assert dev.names_a_folder(words)


def test_another_lock_or_another_python_is_another_set_up() -> None:
    digests = {dev.digest_of(b"a", (3, 11)), dev.digest_of(b"b", (3, 11)), dev.digest_of(b"a", (3, 12))}
    assert len(digests) == 3


def test_only_what_was_done_for_this_lock_is_remembered(tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    assert dev.remembered(memory, "this") == set()
    memory.write_text("{half")
    assert dev.remembered(memory, "this") == set()
    memory.write_text(json.dumps({"lock": "this", "done": ["packages"]}))
    assert dev.remembered(memory, "another") == set()
    assert dev.remembered(memory, "this") == {"packages"}


def test_an_environment_that_was_not_made_to_its_end_is_made_anew(tmp_path: Path) -> None:
    assert not dev.is_whole(tmp_path)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    assert not dev.is_whole(tmp_path)
    for other in ("", "3.12.0", dev.this_python().replace(str(dev.ROOT), "/moved")):
        (tmp_path / dev.MADE_BY).write_text(other)
        assert not dev.is_whole(tmp_path), other
    (tmp_path / dev.MADE_BY).write_text(dev.this_python())
    assert dev.is_whole(tmp_path)


def test_a_step_that_fails_says_which_and_what_to_do(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        dev.must([sys.executable, "-c", "raise SystemExit('no such index')"], "fetching", "See to the network.")
    assert str(told.value).splitlines() == [
        "dev.py: fetching did not work; what went wrong stands above.",
        "See to the network.",
        dev.AGAIN,
    ]
    assert "no such index" in capfd.readouterr().err


def test_libraries_programs_and_files_are_looked_for_each_in_its_way(tmp_path: Path) -> None:
    assert dev.is_here("tar")
    assert dev.is_here(str(tmp_path))
    assert dev.is_here("libc.so.6")
    assert not dev.is_here("libno-such-thing.so.1")
    assert not dev.is_here("no-such-program")


def test_somebody_who_may_not_install_is_told_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(
        SystemExit, match="sudo apt-get update && sudo apt-get install -y --no-install-recommends libmissing1"
    ):
        dev.bring({"libmissing.so.1": "libmissing1", "libc.so.6": "libc6"})


def test_what_the_tests_write_lies_in_memory_only_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "TESTS_BYTES", 0)
    assert dev.has_room(tmp_path)
    assert not dev.has_room(tmp_path / "none")
    monkeypatch.setattr(dev, "TESTS_BYTES", 1 << 60)
    assert not dev.has_room(tmp_path)


@pytest.mark.check
def test_every_requirement_is_pinned_and_hashed_and_none_names_an_index() -> None:
    text = dev.REQUIREMENTS.read_text()
    assert not re.search(r"://|--index|--find-links|--trusted", text)
    pins = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^#.*\n", "", text).strip())
    assert len(pins) > 50
    assert [
        pin for pin in pins if not re.match(r"[a-z0-9._-]+==\S+ (;[^\\]+)?\\\n    --hash=sha256:[0-9a-f]{64}", pin)
    ] == []


@pytest.mark.check
def test_every_package_the_project_names_is_in_the_lock() -> None:
    import tomllib

    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text())["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = set(re.findall(r"(?m)^([a-z0-9._-]+)==", dev.REQUIREMENTS.read_text()))
    assert {re.split("[>=<~!]", name)[0] for name in named} <= pinned
