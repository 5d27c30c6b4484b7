"""Make the README's two pictures from made-up people: the window on its first page, and the first page of a notice."""

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

        made = make_demo(demo, 1, 60, 1, ["zh_CN", "ug"])
        PICTURES.mkdir(exist_ok=True)
        take_notice(Path(made["notices"][-1]), PICTURES / "notice.png")
        take_window(Path(made["villages"][0]), PICTURES / "window.png")
    return 0


def take_notice(notice: Path, out: Path) -> None:
    """Draw a notice's first page."""
    from fupin_desk.paper.preview import page_png

    out.write_bytes(page_png(notice.read_bytes(), 0, 84))


def take_window(folder: Path, out: Path) -> None:
    """Open a desk at 1366×720 and keep what the window shows."""
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
    shell.enter(open_desk(shell.surroundings, folder, "demo"))
    QTest.qWait(3000)
    shell.grab().save(str(out))
    shell.close()


if __name__ == "__main__":
    sys.exit(main())
