"""A list on the command line: sorted and filtered as in the window, and by nothing else."""

from __future__ import annotations

from tests.cli.conftest import Command, Folders


def test_a_list_is_sorted_filtered_and_cut_on_the_command_line(command: Command, folders: Folders) -> None:
    for name, status in (("张伟", "registered"), ("安静", "other"), ("王丽华", "registered")):
        home = folders.laptop.household(name)["household"]
        folders.laptop.put("household", home, status=status)
    folders.laptop.put("household", folders.home, status="lifted_out")
    at = folders.village

    def groups(*asked: str) -> list[str]:
        return [each["status"] for each in command("record", "list", at, "household", "--json", *asked).value]

    assert groups("--sort", "head") == ["other", "registered", "lifted_out", "registered"]
    assert groups("--where", "status=registered", "--limit", "1") == ["registered"]
    assert groups("--where", "status=") == []
    assert groups("--find", "anjing") == ["other"]


def test_what_lists_are_not_asked_by_is_wrong_usage_and_says_what_they_are(command: Command, folders: Folders) -> None:
    for kind, asked in (
        ("household", ("--sort", "phone")),
        ("household", ("--where", "does_not_wish=loan")),
        ("household", ("--all", "--sort", "head")),
        ("consent", ("--sort", "on")),
    ):
        said = command("record", "list", folders.village, kind, *asked)
        assert (said.code, said.out) == (2, "")
    refused = command("--language", "en", "record", "list", folders.village, "household", "--sort", "phone")
    assert "money_open" in refused.spoken
