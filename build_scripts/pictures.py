"""Make the README's pictures from made-up people: the window on four of its pages, and the first page of a notice."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"
DAY = datetime(2018, 12, 10, 3, tzinfo=UTC)


def main() -> int:
    """Make a small demo, take the pictures, and leave nothing else behind."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CONFIG_HOME"] = name
        demo = Path(name) / "demo"
        from fupin_desk.acts.demo import make_demo

        made = make_demo(demo, 3, 60, 1, ["zh_CN", "ug"])
        PICTURES.mkdir(exist_ok=True)
        take_notice(Path(made["notices"][-1]), PICTURES / "notice.png")
        take_windows(Path(made["villages"][0]), Path(made["office"]))
    return 0


def take_notice(notice: Path, out: Path) -> None:
    """Draw a notice's first page."""
    from fupin_desk.paper.preview import page_png

    out.write_bytes(page_png(notice.read_bytes(), 0, 84))


def take_windows(village: Path, office: Path) -> None:
    """Open desks as a laptop of 1366×768 shows them, and keep what the window shows on four pages."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from fupin_desk.acts.desk import Surroundings, open_desk
    from fupin_desk.ui.looks.sizes import WINDOW
    from fupin_desk.ui.shell import Shell

    app = QApplication(sys.argv[:1])
    shell = Shell(app, Surroundings(lambda: DAY, os.urandom), "zh_CN")
    shell.resize(*WINDOW)  # the screen that is none is smaller
    shell.show()
    QTest.qWait(1000)

    def keep(name: str, page: str, record: str = "") -> None:
        assert shell.frame is not None
        shell.frame.go(page, record)
        QTest.qWait(1500)
        shell.grab().save(str(PICTURES / f"{name}.png"))

    shell.enter(open_desk(shell.surroundings, village, "demo"))
    QTest.qWait(3000)
    assert shell.frame is not None
    session = shell.frame.session
    keep("window", "today")
    keep("list", "households")
    with_most = max(session.of_household, key=lambda home: len(session.of_household[home]))
    keep("household", "households", with_most)
    shell.frame.close_desk()
    shell.enter(open_desk(shell.surroundings, office, "demo"))
    QTest.qWait(3000)
    keep("county", "today")
    shell.close()


if __name__ == "__main__":
    sys.exit(main())
