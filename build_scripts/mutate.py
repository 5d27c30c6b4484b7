"""Change the program in small ways and see which changes no test notices: ``dev.py mutate [MODULE…]``.

It works on a copy outside the checkout, so that no changed line is ever left behind. ``mutmut`` makes the changes; it
is pinned in ``requirements-mutation.txt`` and brought only for this. A survivor is a gap in the tests, or changes
nothing that anybody could see: which of them, stands in ``tests/SURVIVORS.md``. mutmut changes no function that has a
decorator: those are tried by hand.

A run that was ended goes on where it ended, as long as nothing in the checkout was changed.
"""

from __future__ import annotations

import getpass
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "build_scripts" / "requirements-mutation.txt"
NOTICED_BY = {
    "fupin_desk/exchange": ("tests/exchange", "tests/journeys/test_sync_log.py", "tests/journeys/test_enemy.py"),
    "fupin_desk/store": ("tests/store",),
    "fupin_desk/policy": ("tests/policy",),
    "fupin_desk/subjects": ("tests/policy", "tests/subjects"),
    "fupin_desk/kinds": ("tests/policy", "tests/kinds"),
    "fupin_desk/paper/leaks.py": ("tests/paper/test_leaks.py", "tests/paper/test_across.py"),
    "fupin_desk/paper/dated.py": ("tests/paper/test_dated.py",),
    "fupin_desk/paper/phones.py": ("tests/paper/test_phones.py", "tests/paper/test_leaks.py"),
    "fupin_desk/paper/parts.py": ("tests/paper/test_across.py",),
    "fupin_desk/paper/digits.py": ("tests/paper/test_leaks.py",),
    "fupin_desk/paper/signs.py": ("tests/paper/test_leaks.py",),
    "fupin_desk/paper/spelled.py": ("tests/paper/test_spelled.py", "tests/paper/test_leaks.py"),
}
"""What is changed by habit, and the tests that must notice it."""
PASSED_OVER = ("test_killing.py", "test_memory.py", "test_long_rounds.py", "test_convergence.py")
"""Tests in processes of their own, or as long as a hundred others: they would make a run of days."""
CONFIGURATION = """
[tool.mutmut]
source_paths = ["fupin_desk"]
only_mutate = {modules}
also_copy = ["build_scripts", "i18n", "resources", "README.md"]
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = {ignored}
"""
FORGETTING = """

@pytest.fixture(autouse=True, scope="session")
def forgotten() -> None:
    import sys

    for module in [each for name, each in sys.modules.items() if name.startswith("fupin_desk")]:
        for each in list(vars(module).values()):
            if hasattr(each, "cache_clear"):
                each.cache_clear()
"""
"""What the tests of a copy begin with: nothing is remembered from before the change."""


def main(modules: Sequence[str]) -> int:
    """Mutate these modules or folders, or all that is mutated by habit; returns 1 where anything survived."""
    unknown = [each for each in modules if not tests_of(each)]
    if unknown:
        print(f"mutate: no tests are named for {', '.join(unknown)}; known are: {', '.join(NOTICED_BY)}")
        return 2
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "--only-binary=:all:", "-r", str(REQUIREMENTS)], check=True)
    return sum([survivors_of(each) for each in modules or NOTICED_BY]) and 1


def tests_of(module: str) -> tuple[str, ...]:
    """Return the tests that must notice a change of a module, or of anything in a folder."""
    return next((tests for part, tests in NOTICED_BY.items() if (module + "/").startswith(part + "/")), ())


def configuration_of(module: str) -> str:
    """Return what mutmut is told about one module or folder."""
    tests = tests_of(module)
    ignored = [f"--ignore={file.relative_to(ROOT)}" for name in PASSED_OVER for file in (ROOT / "tests").rglob(name)]
    modules = [module if module.endswith(".py") else f"{module}/*"]
    return CONFIGURATION.format(modules=modules, tests=list(tests), ignored=sorted(ignored))


def copy_for(module: str) -> Path:
    """Return a copy of the checkout to mutate one module in: one that is there already, if nothing was changed since.

    A mutant runs in a process forked off one that ran the tests already: what was computed there is forgotten first,
    else no change of what is behind an ``lru_cache`` would ever be noticed.
    """
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    content = {name: (ROOT / name).read_bytes() for name in filter(None, files.split("\0"))}
    content["pyproject.toml"] += configuration_of(module).encode()
    content["tests/conftest.py"] += FORGETTING.encode()
    digest = hashlib.sha256(b"\0".join(part for name in content for part in (name.encode(), content[name]))).hexdigest()
    home = Path(tempfile.gettempdir()) / f"fupin-desk-mutants-{getpass.getuser()}" / module.replace("/", "-")
    copy, ready = home / digest[:16], home / digest[:16] / "mutants-ready"
    if not ready.exists():
        shutil.rmtree(home, ignore_errors=True)
        home.parent.mkdir(mode=0o700, exist_ok=True)
        for name, each in content.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(each)
        ready.touch()
    return copy


def survivors_of(module: str) -> int:
    """Mutate one module in a copy of the checkout, print what survived, and return how many did."""
    copy = copy_for(module)
    mutmut = [sys.executable, "-m", "mutmut"]
    subprocess.run([*mutmut, "run", "--max-children", "2"], cwd=copy, check=True)
    told = subprocess.run([*mutmut, "results"], cwd=copy, capture_output=True, text=True, check=True).stdout
    names = [line.split(":")[0].strip() for line in told.splitlines() if line.endswith((": survived", ": no tests"))]
    for name in names:
        subprocess.run([*mutmut, "show", name], cwd=copy, check=True)
    print(f"{module}: {len(names)} survived")
    return len(names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
