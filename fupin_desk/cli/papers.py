"""Commands about scans: kept by digest, written out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.cli.spoken import FILE, SpokenGroup
from fupin_desk.domain.record import kind_name
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.paper.records import PAPER_KIND


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    paper = SpokenGroup("paper", help="paper")
    group.add_command(paper)

    @command(paper, "add", "paper_add")
    @folder_argument
    @click.argument("file", type=FILE)
    @option("--kind", type=click.Choice(PAPER_KIND.codes), default="other")
    @option("--household")
    @option("--consent")
    @option("--title", default="")
    def add(
        frame: Frame, folder: Path, file: Path, kind: str, household: str | None, consent: str | None, title: str
    ) -> Any:
        from fupin_desk.acts.records.papers import add_local_scan, add_paper

        with frame.desk(folder) as desk:
            if consent is not None:
                return {"digest": add_local_scan(desk, kind_name(Consent), consent, file)}
            return {"paper": add_paper(desk, file, kind, household, title)}

    @command(paper, "get", "paper_get")
    @folder_argument
    @click.argument("digest")
    @option("--out", type=FILE, required=True)
    def get(frame: Frame, folder: Path, digest: str, out: Path) -> Any:
        from fupin_desk.acts.records.papers import write_paper

        with frame.desk(folder) as desk:
            return {"file": str(write_paper(desk, digest, out))}
