"""Where the desk's own files are, and the fonts it writes with.

Resources and catalogues lie beside the package in a checkout and inside the program when it is frozen. Fonts come from
packages; PDFs and windows need them as plain TrueType files with one weight each, so they are made once into the
person's cache (about two seconds) and found there ever after.

Always true:

* a font file under its final name is whole: it is made under another name, flushed, and renamed;
* two desks that prepare at once end with the same files;
* the same packages give the same bytes, so the same notice draws the same on every laptop.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

_RECIPE = 1
"""Raise it when the way fonts are made changes: old caches are then left alone and new ones made."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Static TrueType files (glyf outlines), each embeddable in a PDF, all under the SIL Open Font License.

    ``cjk`` is Noto Sans SC with every character it has (30,890: GB 2312, and what GBK adds for rarer names); ``arabic``
    is Amiri, one glyph a letter, for paper; ``window_arabic`` is Noto Sans Arabic, for the screen;
    ``latin`` is the Latin of Noto Sans SC, so that figures look alike in every line.
    """

    cjk_regular: Path
    cjk_bold: Path
    arabic_regular: Path
    arabic_bold: Path
    latin_regular: Path
    latin_bold: Path
    window_arabic_regular: Path
    window_arabic_bold: Path


@dataclass(frozen=True, slots=True)
class _Source:
    """A font file to make: from which package's file, at which place on the axes of a variable font."""

    name: str
    package: str
    file: str
    family: str = ""
    bold: bool = False
    axes: tuple[tuple[str, int], ...] = ()


_CJK = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
_ARABIC = "files/NotoSansArabic[wdth,wght].ttf"
_SOURCES = (
    _Source("cjk-regular.ttf", "justmytype_intl_cjk", _CJK, "Noto Sans SC", axes=(("wght", 400),)),
    _Source("cjk-bold.ttf", "justmytype_intl_cjk", _CJK, "Noto Sans SC", bold=True, axes=(("wght", 700),)),
    _Source("arabic-regular.ttf", "fontpkg_amiri", "files/Amiri-Regular.ttf"),
    _Source("arabic-bold.ttf", "fontpkg_amiri", "files/Amiri-Bold.ttf"),
    _Source(
        "window-arabic-regular.ttf",
        "fontpkg_noto_sans_arabic",
        _ARABIC,
        "Noto Sans Arabic",
        axes=(("wght", 400), ("wdth", 100)),
    ),
    _Source(
        "window-arabic-bold.ttf",
        "fontpkg_noto_sans_arabic",
        _ARABIC,
        "Noto Sans Arabic",
        bold=True,
        axes=(("wght", 700), ("wdth", 100)),
    ),
)


def root() -> Path:
    """The folder that holds ``resources/`` and ``i18n/``."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The file or folder ``name`` (such as ``policy/figures.toml``) of ``resources/``; it need not exist."""
    return root() / "resources" / name


def catalogue_folder() -> Path:
    """The folder of the message catalogues, one folder per language in it."""
    return root() / "i18n"


def fonts(progress: Callable[[int, int], None] | None = None) -> Fonts:
    """The fonts, prepared first if this person's cache lacks them.

    ``progress`` is told how many files are done, of how many; it is not called when nothing is to do.
    Raises OSError when the cache cannot be written.
    """
    folder = _font_folder()
    if not folder.is_dir():
        _prepare(folder, progress)
    at = {field.name: folder / f"{field.name.replace('_', '-')}.ttf" for field in fields(Fonts)}
    return Fonts(**at | {"latin_regular": at["cjk_regular"], "latin_bold": at["cjk_bold"]})


def fonts_are_ready() -> bool:
    """Whether ``fonts()`` will answer at once."""
    return _font_folder().is_dir()


@cache
def _font_folder() -> Path:
    """Where the made fonts lie: inside a frozen program, else in the cache under a name that says what made them."""
    shipped = resource("fonts")
    if shipped.is_dir():
        return shipped
    from platformdirs import user_cache_path

    packages = sorted({source.package for source in _SOURCES} | {"uharfbuzz"})
    recipe = repr((_RECIPE, _SOURCES, [(package, version(package)) for package in packages]))
    key = hashlib.sha256(recipe.encode()).hexdigest()[:16]
    return user_cache_path("fupin_desk", appauthor=False) / f"fonts-{key}"


def _prepare(folder: Path, progress: Callable[[int, int], None] | None) -> None:
    """Make every font in a folder of another name, then rename it. Whoever comes second throws his away."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    try:
        for done, source in enumerate(_SOURCES, 1):
            _write(making / source.name, _made(source))
            if progress:
                progress(done, len(_SOURCES))
        making.chmod(0o755)
        try:
            making.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    """Write and flush to the disk, so that a power cut after the rename finds the whole file."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _made(source: _Source) -> bytes:
    """The bytes of one font: as packaged, or the given place on its axes as a font of its own."""
    spec = find_spec(source.package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name=source.package)
    path = Path(spec.origin).parent / source.file
    return _named(_instance(path, source.axes), source) if source.axes else path.read_bytes()


def _instance(path: Path, axes: tuple[tuple[str, int], ...]) -> bytes:
    """A static font. HarfBuzz does in a fifth of a second what takes fontTools sixteen."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.flags |= uharfbuzz.SubsetFlags.NO_HINTING
    for axis, value in axes:
        wanted.pin_axis_location(face, axis, value)
    made = uharfbuzz.subset(face, wanted).blob.data
    return bytes(made)


def _named(content: bytes, source: _Source) -> bytes:
    """The font under the family and style it now has; the axes' default names would make it Thin."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(content), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    style = "Bold" if source.bold else "Regular"
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 8, 9, 11, 13, 14)]
    plain = f"{source.family.replace(' ', '')}-{style}"
    for name_id, text in (1, source.family), (2, style), (3, plain), (4, f"{source.family} {style}"), (6, plain):
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if source.bold else 400
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if source.bold else 0x40)
    font["head"].macStyle = int(source.bold)
    if "STAT" in font:
        del font["STAT"]
    written = BytesIO()
    font.save(written, reorderTables=None)
    return written.getvalue()
