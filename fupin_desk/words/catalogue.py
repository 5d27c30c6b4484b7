"""From the fragments people edit (``i18n/<language>/<area>.po``) to one compiled catalogue a language.

In a checkout the catalogue is compiled again whenever a fragment changed; a frozen program ships it compiled.

Always true:

* what is read fits the fragments beside it, to the byte;
* a compiled file under its final name is whole, however many processes compile at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from fupin_desk import assets

COMPILED = "fupin_desk.mo"
PROJECT = "fupin_desk"


class _Nothing(NullTranslations):
    """Has no text for any key: gettext itself gives the key back, and English says "no" for ``no``."""

    def gettext(self, message: str) -> str:
        return ""


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the language's texts by key; of a key it has none for, the text is empty."""
    content = _compiled(assets.catalogue_folder() / language)
    if not content:
        return _Nothing()
    translations = GNUTranslations(BytesIO(content))
    translations.add_fallback(_Nothing())
    return translations


def compile_catalogue(language: str) -> Path:
    """Compile a language's catalogue where it is not current, and return it: what a frozen program ships."""
    folder = assets.catalogue_folder() / language
    _compiled(folder)
    return folder / COMPILED


def _compiled(folder: Path) -> bytes | None:
    fragments = sorted(folder.glob("*.po"))
    file = folder / COMPILED
    content = file.read_bytes() if file.is_file() else None
    if not fragments:
        return content
    stamp = _stamp(fragments)
    if content is None or stamp.encode() not in content:
        content = _compile(fragments, stamp)
        with contextlib.suppress(OSError):  # a folder nobody may write in is read all the same
            _replace(file, content)
    return content


def _stamp(fragments: Sequence[Path]) -> str:
    """A digest over the fragments; it stands in the compiled header as the project's version."""
    digest = hashlib.sha256()
    for fragment in fragments:
        digest.update(fragment.name.encode() + b"\0" + fragment.read_bytes() + b"\0")
    return digest.hexdigest()


def _compile(fragments: Sequence[Path], stamp: str) -> bytes:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = Catalog(project=PROJECT, version=stamp)
    for fragment in fragments:
        with fragment.open("rb") as file:
            for message in read_po(file, ignore_obsolete=True):
                if message.id:
                    whole.add(message.id, message.string)
    written = BytesIO()
    write_mo(written, whole)
    return written.getvalue()


def _replace(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".compiling-", suffix=".mo")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        made.chmod(0o644)
        made.replace(file)
    finally:
        made.unlink(missing_ok=True)
