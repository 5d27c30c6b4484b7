"""Change the program in small ways and see which changes no test notices: ``dev.py mutate [MODULE…]``.

It works on a copy outside the checkout, so that no changed line is ever left behind. ``mutmut`` makes the changes; it
is pinned in ``requirements-mutation.txt`` and brought only for this. A survivor is a gap in the tests, or changes
nothing that anybody could see: which of them, stands in ``tests/SURVIVORS.md``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "build_scripts" / "requirements-mutation.txt"
NOTICED_BY = {
    "fupin_desk/exchange": ("tests/exchange", "tests/journeys/test_books.py", "tests/journeys/test_enemy.py"),
    "fupin_desk/store": ("tests/store",),
    "fupin_desk/policy": ("tests/policy",),
    "fupin_desk/paper/leaks.py": ("tests/paper/test_leaks.py",),
    "fupin_desk/paper/digits.py": ("tests/paper/test_leaks.py",),
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


def main(modules: Sequence[str]) -> int:
    """Mutate these modules or folders, or all that is mutated by habit; returns 1 where anything survived."""
    unknown = [each for each in modules if not tests_of(each)]
    if unknown:
        print(f"mutate: no tests are named for {', '.join(unknown)}; known are: {', '.join(NOTICED_BY)}")
        return 2
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "--only-binary=:all:", "-r", str(REQUIREMENTS)], check=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        return sum([survivors_of(each, Path(folder) / str(at)) for at, each in enumerate(modules or NOTICED_BY)]) and 1


def tests_of(module: str) -> tuple[str, ...]:
    """Return the tests that must notice a change of a module, or of anything in a folder."""
    return next((tests for part, tests in NOTICED_BY.items() if (module + "/").startswith(part + "/")), ())


def configuration_of(module: str) -> str:
    """Return what mutmut is told about one module or folder."""
    tests = tests_of(module)
    ignored = [f"--ignore={file.relative_to(ROOT)}" for name in PASSED_OVER for file in (ROOT / "tests").rglob(name)]
    modules = [module if module.endswith(".py") else f"{module}/*"]
    return CONFIGURATION.format(modules=modules, tests=list(tests), ignored=sorted(ignored))


def survivors_of(module: str, copy: Path) -> int:
    """Mutate one module in a copy of the checkout, print what survived, and return how many did."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, files.split("\0")):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    with (copy / "pyproject.toml").open("a", encoding="utf8") as project:
        project.write(configuration_of(module))
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
