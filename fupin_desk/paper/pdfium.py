"""The one way into PDFium, which is not made for threads.

Its makers allow no two calls at the same time, not even on two documents; a preview being drawn while a notice is
being signed are two. So a document is open to one thread at a time, and all that was made of it is closed with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2

from fupin_desk.paper.errors import PaperNotReadableError

_ALONE = RLock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for as long as the block lasts; nothing of PDFium's may be kept beyond it.

    Raises ``PaperNotReadableError``.
    """
    with _ALONE:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PaperNotReadableError from error
        try:
            yield document
        finally:
            document.close()
