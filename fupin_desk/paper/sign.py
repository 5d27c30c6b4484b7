"""PAdES signatures (ETSI EN 319 142-1, baseline B-B): the village signs, the township may sign after it.

Unsigned bytes follow from the sheet alone; signed ones do not: a signature and the file's new id differ each time. The
seal is drawn on the page, so a signature shows nothing itself. Its time is what the desk was told, no proof of when.

Always true:

* both signature fields are made before the first signature, which certifies that nothing but filling them may follow;
* no key passes through here: who signs is asked to sign bytes.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Literal, Protocol

from asn1crypto import algos, pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from fupin_desk.paper.errors import PaperNotReadableError, SigningRefusedError

Field = Literal["village", "township"]
FIELDS: tuple[Field, ...] = ("village", "township")
_LONGEST_SIGNATURE = 72
"""Bytes of a P-256 signature in DER, at most."""


class Signs(Protocol):
    """Who holds a key: ``keys.Signer`` is one."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Certificates in DER (or PEM), the signer's own first, the root last."""
        ...

    def sign(self, data: bytes) -> bytes:
        """An ECDSA signature in DER over the SHA-256 of ``data``."""
        ...


class _KeyElsewhere(signers.Signer):
    """pyHanko's signer, whose key is somebody else's."""

    def __init__(self, holder: Signs) -> None:
        own = _certificate(holder.chain[0])  # alone: whoever verifies holds the root, and unsigned bytes are best few
        super().__init__(
            signing_cert=own,
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            embed_roots=False,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        )
        self._holder = holder

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Have the bytes signed; a dry run only asks how long a signature is."""
        if digest_algorithm != "sha256":
            raise SigningError(f"not {digest_algorithm}")
        return bytes(_LONGEST_SIGNATURE) if dry_run else self._holder.sign(data)


class _DatedWriter(IncrementalPdfFileWriter):
    """pyHanko's writer, which would put the computer's own time, in its own zone, into the file's properties."""

    def __init__(self, pdf: bytes, at: datetime) -> None:
        super().__init__(io.BytesIO(pdf))
        self._at = at

    def _update_meta(self) -> None:
        """Say when the file was changed, by the time it was told."""
        if self._info is not None:
            info: Any = self._info
            info.get_object()["/ModDate"] = generic.pdf_date(self._at)
            self.mark_update(self._info)


class _DatedSigner(signers.PdfSigner):
    """pyHanko's PDF signer, told the time instead of reading a clock."""

    def __init__(self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime) -> None:
        super().__init__(metadata, signer=signer)
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """A session at the time given."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session


def sign(pdf: bytes, field: Field, holder: Signs, at: datetime) -> bytes:
    """Sign a notice: the village first, on the unsigned PDF; then, if need be, the township on the village's.

    ``at`` needs a zone. Raises ``SigningRefusedError`` (``no_such_field``, ``already_signed``, ``not_permitted``) and
    ``PaperNotReadableError``.
    """
    if at.tzinfo is None:
        raise ValueError("an instant without a zone")
    try:
        writer = _DatedWriter(pdf, at)
        _make_fields(writer, field)
        metadata = signers.PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=field == "village",
            docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        )
        signed = _DatedSigner(metadata, _KeyElsewhere(holder), at).sign_pdf(writer, existing_fields_only=True)
    except SigningError as error:
        raise SigningRefusedError(field, "not_permitted") from error
    except PdfError as error:
        raise PaperNotReadableError from error
    return bytes(signed.getbuffer())


def _make_fields(writer: IncrementalPdfFileWriter, field: Field) -> None:
    """Both fields, on a PDF that has none; else the one asked for must be there and empty."""
    filled = _fields(writer.prev)
    if not filled and field == "village":
        for name in FIELDS:
            fields.append_signature_field(writer, fields.SigFieldSpec(name))
    elif field not in filled:
        raise SigningRefusedError(field, "no_such_field")
    elif filled[field]:
        raise SigningRefusedError(field, "already_signed")


def _fields(reader: PdfFileReader) -> dict[str, bool]:
    """The signature fields of a PDF, and whether each is signed."""
    return {name: value is not None for name, value, _ in fields.enumerate_sig_fields(reader)}


def _certificate(data: bytes) -> asn1_x509.Certificate:
    """One certificate in DER or PEM."""
    if pem.detect(data):
        _, _, data = pem.unarmor(data)
    return asn1_x509.Certificate.load(data)
