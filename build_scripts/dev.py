"""Set up a checkout and run what one does with it: the one way in.

    python3 build_scripts/dev.py demo [DIR] [options of fupin-desk demo]
    python3 build_scripts/dev.py run                      open the window, on the demo's desks if there are any
    python3 build_scripts/dev.py test [--long[=full]] [arguments of pytest]
    python3 build_scripts/dev.py check                    format, lint, types, imports, schema and sentences
    python3 build_scripts/dev.py mutate [MODULE…]         small changes of the program that no test notices (hours)
    python3 build_scripts/dev.py bench | pictures | format | lock | setup

It needs Python 3.11 with venv, a package index as pip is set up to reach, and nothing else. What it has done it
remembers in ``.venv`` by the digest of the pinned requirements, so the next call starts at once.
"""

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BINARIES = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
REQUIREMENTS = ROOT / "build_scripts" / "requirements.txt"
MUTATION_REQUIREMENTS = ROOT / "build_scripts" / "requirements-mutation.txt"
DEMO = ROOT / "demo-desk"
MADE_BY = ".made-by"

LIBRARIES: Mapping[str, Mapping[str, str]] = {
    "window": {
        "libGL.so.1": "libgl1",
        "libEGL.so.1": "libegl1",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libglib-2.0.so.0": "libglib2.0-0",
    },
    "screen": {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "peers": {
        "age": "age",
        "certutil": "libnss3-tools",
        "openssl": "openssl",
        "pdfsig": "poppler-utils",
        "tar": "tar",
        "zstd": "zstd",
        "/usr/share/unicode/BidiCharacterTest.txt": "unicode-data",
    },
}
"""What Linux must bring, by what it is for: the library, program or file looked for, and the Debian package with it."""

MEMORY = Path("/dev/shm")  # noqa: S108 - only a folder of our own in it is written to
"""Where Linux keeps files in memory: the tests save thousands of times, and each save waits for a disk otherwise."""
TESTS_BYTES = 2 << 30

AGAIN = "Then give the same command again: it goes on where it stopped."

TAKE_A_VALUE = {"--villages", "--households", "--seed", "--languages", "--language", "--passphrase-file"}
"""The options of ``fupin-desk demo`` whose next word is not a folder."""


@dataclass(frozen=True)
class Command:
    """What a subcommand does, and which system libraries it stands on."""

    does: Callable[[Sequence[str]], int]
    needs: tuple[str, ...] = ()


def main(words: Sequence[str]) -> int:
    """Set up what the subcommand needs, run it, and return its exit code."""
    if not words or words[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 0 if words and words[0] in ("-h", "--help") else 2
    command = COMMANDS[words[0]]
    os.chdir(ROOT)
    set_up(command.needs)
    return command.does(words[1:])


def demo(words: Sequence[str]) -> int:
    """Make the demo's desks; without a folder of the caller's, a new ``demo-desk/``."""
    if names_a_folder(words):
        return desk(["demo", *words])
    if not {"-h", "--help"} & set(words):
        shutil.rmtree(DEMO, ignore_errors=True)
    return desk(["demo", str(DEMO), *words])


def names_a_folder(words: Sequence[str]) -> bool:
    """Whether a word of the demo's arguments is neither an option nor an option's value."""
    before = ["", *words]
    return any(not word.startswith("-") and last not in TAKE_A_VALUE for last, word in zip(before, words, strict=False))


def window(words: Sequence[str]) -> int:
    """Open the window, offering the demo's desks."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & set(os.environ):
        print("There is no screen here (DISPLAY and WAYLAND_DISPLAY are not set).", file=sys.stderr)
        return 1
    desks = sorted(str(file.parent) for file in DEMO.rglob("desk.json"))
    os.environ.setdefault("FUPIN_DESK_FOLDERS", os.pathsep.join(desks))
    return desk(words)


def desk(words: Sequence[str]) -> int:
    """Run the desk itself."""
    return call([str(PYTHON), "-m", "fupin_desk", *words])


def test(words: Sequence[str]) -> int:
    """Run the tests on two cores; ``--long`` adds the long ones, small, ``--long=full`` at full size.

    What they write lies in memory where there is room, and is gone in the end; ``TMPDIR`` says another place, where it
    stays of tests that failed.
    """
    long = {"--long": "small", "--long=small": "small", "--long=full": "full"}
    sizes = [long[word] for word in words if word in long]
    if sizes:
        os.environ["FUPIN_LONG"] = sizes[-1]
    rest = [word for word in words if word not in long]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes begin: each would compile all it imports
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))
    run = [str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "worksteal", *rest]
    if "TMPDIR" in os.environ or not has_room(MEMORY):
        return call(run)
    with tempfile.TemporaryDirectory(prefix="fupin-desk-tests-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"] = folder
        return call(run)


def has_room(folder: Path) -> bool:
    """Whether all that the tests write finds room in a folder, several times over."""
    return folder.is_dir() and shutil.disk_usage(folder).free >= TESTS_BYTES


def check(words: Sequence[str]) -> int:
    """Run every check, even after one failed, and say at the end which did."""
    steps = {
        "format": tool("ruff", "format", "--check", "."),
        "lint": tool("ruff", "check", "."),
        "types": tool("mypy"),
        "imports": tool("lint-imports", "--no-logo"),
        "sentences": [str(PYTHON), "-m", "pytest", "-q", "-m", "check", *words],
    }
    failed = []
    for name, step in steps.items():
        print(f"== {name}", flush=True)
        if call(step):
            failed.append(name)
    print("check: " + (f"failed: {', '.join(failed)}" if failed else "all is well"))
    return 1 if failed else 0


def bench(words: Sequence[str]) -> int:
    """Print one table of ratios against named peers."""
    return call([str(PYTHON), "-m", "tests.bench", *words])


def mutate(words: Sequence[str]) -> int:
    """Print which small changes of these modules, or of all that must be sound, no test notices."""
    return call([str(PYTHON), "-m", "build_scripts.mutate", *words])


def pictures(_: Sequence[str]) -> int:
    """Make the README's pictures anew."""
    return call([str(PYTHON), "-m", "build_scripts.pictures"])


def tidy(_: Sequence[str]) -> int:
    """Bring every file into the one format, and mend what ruff can mend."""
    return call(tool("ruff", "check", "--fix-only", ".")) or call(tool("ruff", "format", "."))


def lock(words: Sequence[str]) -> int:
    """Write the pinned and hashed requirements anew, for every platform, naming no index. Wants ``uv`` in ``.venv``.

    What only ``mutate`` needs is pinned by itself, within what the others are: nobody else need bring it.
    """
    options = ["--universal", "--generate-hashes", "--python-version", "3.11", "--only-binary", ":all:"]
    options += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    options += ["--custom-compile-command", "dev.py lock", *words, "-q"]
    compile_them = tool("uv", "pip", "compile", *options)
    mutation = ["--group", "pyproject.toml:mutation", "-c", str(REQUIREMENTS), "-o", str(MUTATION_REQUIREMENTS)]
    return call([*compile_them, "--extra", "dev", "pyproject.toml", "-o", str(REQUIREMENTS)]) or call(
        [*compile_them, *mutation]
    )


def tool(name: str, *words: str) -> list[str]:
    """A program of the project's own environment, with its arguments."""
    return [str(BINARIES / name), *words]


def call(words: Sequence[str]) -> int:
    """Run a program in the checkout and return its exit code; broken off, it is given time to put things in order."""
    with subprocess.Popen(words, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            try:
                return child.wait(timeout=5)
            except subprocess.TimeoutExpired:
                child.terminate()
                return child.wait()


def must(words: Sequence[str], what: str, mend: str) -> None:
    """Run a step of the set-up; nothing after it makes sense if it fails, and ``mend`` says what to do then."""
    print(f"-- {what}", file=sys.stderr, flush=True)
    if call(words):
        sys.exit(f"dev.py: {what} did not work; what went wrong stands above.\n{mend}\n{AGAIN}")


def set_up(needs: Sequence[str]) -> None:
    """Do what has not been done for these requirements yet, and remember it."""
    memory = VENV / ".set-up.json"
    lock_digest = digest_of(REQUIREMENTS.read_bytes(), sys.version_info[:2])
    done = remembered(memory, lock_digest)
    if sys.platform == "linux":
        bring({name: package for group in needs if group not in done for name, package in LIBRARIES[group].items()})
    if "packages" not in done:
        install()
    now = {*done, *needs, "packages"}
    if now != done:
        memory.write_text(json.dumps({"lock": lock_digest, "done": sorted(now)}))


def digest_of(requirements: bytes, python: tuple[int, int]) -> str:
    """What a set-up is remembered by: another lock or another Python is another set-up."""
    return hashlib.sha256(repr((str(ROOT), python)).encode() + requirements).hexdigest()


def remembered(memory: Path, lock_digest: str) -> set[str]:
    """The parts of the set-up that are done for this lock."""
    try:
        known = json.loads(memory.read_text())
    except (OSError, ValueError):
        return set()
    return set(known["done"]) if known.get("lock") == lock_digest and PYTHON.exists() else set()


def bring(wanted: Mapping[str, str]) -> None:
    """Install the system packages that lack, where we may; else say the one command that does and stop."""
    packages = sorted({package for name, package in wanted.items() if not is_here(name)})
    if not packages:
        return
    install_them = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        one = f"sudo apt-get update && sudo {' '.join(install_them)}"
        sys.exit(f"dev.py: this machine lacks something the desk stands on. Please run:\n  {one}\n{AGAIN}")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    mend = "See that this machine reaches the package mirror that apt is set up for."
    must(["apt-get", "update", "-qq"], "looking up system packages", mend)
    must([*install_them, "-qq", "-o", "Dpkg::Use-Pty=0"], f"installing system packages: {' '.join(packages)}", mend)


def is_here(name: str) -> bool:
    """Whether a shared library can be loaded, a file exists, or a program is on the path."""
    if name.startswith("/"):
        return Path(name).exists()
    if ".so." not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install() -> None:
    """Make the environment, fill it with the pinned packages, and put the checkout on its path."""
    if not is_whole(VENV):
        venv = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        must(venv, "making .venv", "Python's venv is wanted for it (Debian: apt-get install python3-venv).")
    (VENV / MADE_BY).unlink(missing_ok=True)  # what a killed pip has half written, the next one takes for installed
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q", "--require-hashes"]
    must(
        [*pip, "--only-binary=:all:", "-r", str(REQUIREMENTS)],
        "installing the pinned packages",
        "See that this machine reaches a package index (`python3 -m pip config list` shows how pip is set up for it).",
    )
    (VENV / MADE_BY).write_text(this_python(), encoding="utf8")
    (site_packages() / "fupin_desk.pth").write_text(f"{ROOT}\n", encoding="utf8")
    launcher = BINARIES / ("fupin-desk.cmd" if os.name == "nt" else "fupin-desk")
    launcher.write_text(launcher_text(), encoding="utf8")
    launcher.chmod(0o755)
    must([str(PYTHON), "-c", PREPARE], "preparing fonts and catalogues", "See that there is room on the disk.")


def is_whole(venv: Path) -> bool:
    """Whether the environment was made and filled to the end, here, by this Python; half of one is no good."""
    try:
        return (venv / MADE_BY).read_text(encoding="utf8") == this_python()
    except OSError:
        return False


def this_python() -> str:
    """What the environment's programs have written into them: another place or another Python wants another one."""
    return f"{ROOT}\n{sys.version}\n"


def site_packages() -> Path:
    """Where the environment's packages lie."""
    if os.name == "nt":
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def launcher_text() -> str:
    """The ``fupin-desk`` command of the environment."""
    if os.name == "nt":
        return f'@"{PYTHON}" -m fupin_desk %*\r\n'
    return f"#!/bin/sh\nexec '{PYTHON}' -m fupin_desk \"$@\"\n"


PREPARE = """
import sys
from fupin_desk import assets, words
assets.fonts(lambda done, of: print(f"   fonts: {done} of {of}", file=sys.stderr, flush=True))
for language in words.LANGUAGES:
    words.words(language)
"""

COMMANDS: Mapping[str, Command] = {
    "demo": Command(demo),
    "run": Command(window, ("window", "screen")),
    "test": Command(test, ("window", "peers")),
    "check": Command(check, ("window",)),
    "bench": Command(bench, ("window", "peers")),
    "mutate": Command(mutate, ("window", "peers")),
    "pictures": Command(pictures, ("window",)),
    "format": Command(tidy),
    "lock": Command(lock),
    "setup": Command(lambda _: 0, ("window", "screen")),
}

if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("dev.py: Python 3.11 or newer, please.")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("dev.py: broken off. The same command goes on where it stopped.")
