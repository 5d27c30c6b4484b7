"""A bundle (``.fdb``): an age file of a tar of signed parts. How to read one without us: ``FORMAT.md``.

Always true of what ``open_bundle`` returns:

* the sender's certificate is from the office we trust, in the role that writes to us, and was not revoked;
* another laptop of our village is heard only where somebody here has met it, and brings what keeps a no, nothing else;
* the sender signed every byte of it, for us and nobody else;
* it is as large as it says, and was never unpacked to more than that.

Reasons of FileDamagedError besides those of ``tarball``, ``compression``, ``lines`` and ``manifest``: ``altered`` (the
age file is cut or changed), ``parts`` (others than the manifest names), ``part_size``, ``part_digest``, ``sender``,
``streams`` (the lines are not those the manifest tells of).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import msgspec

from fupin_desk.domain.changes import LOCAL_STREAM, Change, sha256
from fupin_desk.domain.errors import (
    BundleTooBigError,
    CertificateRefusedError,
    FileDamagedError,
    ForeignBundleError,
    LaptopNotMetError,
    NotABundleError,
    NotForThisDeskError,
)
from fupin_desk.exchange.compression import compressed, decompressed
from fupin_desk.exchange.lines import read_lines, write_lines
from fupin_desk.exchange.manifest import FORMAT, BundlePart, Manifest, Place, StreamPart, read_manifest, write_manifest
from fupin_desk.exchange.parts import Measured, Parts, Source, pour_files, read_parts
from fupin_desk.exchange.tarball import (
    BLOBS,
    CHANGES,
    MANIFEST,
    MANIFEST_SIGNATURE,
    RECEIPT,
    RECEIPT_SIGNATURE,
    tar_pieces,
)
from fupin_desk.keys import (
    CertificateRole,
    DeskCertificate,
    RevocationList,
    Signer,
    age,
    check_issued,
    check_not_revoked,
    read_certificate,
    verify,
)

LIMIT_BYTES = 256 << 20
"""A village of 2,000 households is under 2 MB; scans make the rest, and they are never all in memory."""
HEADER_BYTES = 1 << 16
"""Of a bundle, for ``recipients_of``."""


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt as it travels and is kept: the exact bytes the office signed."""

    content: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        """Its name in later receipts and in manifests."""
        return sha256(self.content)


@dataclass(frozen=True, kw_only=True)
class BundleContent:
    """What is to travel."""

    recipient: DeskCertificate
    number: int
    """Counts the sender's bundles to this recipient, from 1."""
    made_at: str
    changes: Sequence[Change]
    """Parents first; what may not travel already stripped."""
    heads: Mapping[str, Sequence[str]]
    """Of every stream that is sent from, even where it has nothing new."""
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Heads per stream that the recipient said it had."""
    lacks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Changes per stream that the sender has only bare."""
    files: Mapping[str, int] = field(default_factory=dict)
    """Those beside the changes: bytes of each by its SHA-256."""
    file: Callable[[str], bytes] = field(default=lambda digest: b"", repr=False)
    """Gives the content of each, so that no two need be in memory."""
    withheld: int = 0
    receipt: SignedReceipt | None = None
    """From the office: its answer. To the office: the newest one held, to vouch for changes of others."""
    newest_receipt: str | None = None
    """Digest of the newest receipt the sender has from the recipient."""
    persons: Collection[str] | None = None
    """Ids of those who work or worked on the sender's desk; None where the recipient need not know (``persons``)."""
    step_bytes: int = 0
    """Zeros behind the tar fill it up to a multiple of this, so that its size tells little of what is in it."""


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """What came, whole and believed."""

    manifest: Manifest
    sender: DeskCertificate
    changes: dict[str, Change]
    """By digest, in the order of the lines."""
    files: frozenset[str]
    """Digests of those that came beside the changes; ``pour`` has them."""
    receipt: SignedReceipt | None
    """Not yet believed: ``receipt.read_receipt`` does."""
    digest: str
    """SHA-256 of the bundle as it travelled."""


@dataclass(frozen=True, kw_only=True)
class BundleReader:
    """Who opens bundles here, and whom they trust."""

    identity: str = field(repr=False)
    own: DeskCertificate
    root: DeskCertificate
    revoked: RevocationList = field(default_factory=RevocationList)
    neighbours: Sequence[DeskCertificate] = ()
    """Other laptops of the village, as they were met."""
    limit: int = LIMIT_BYTES
    """Bytes, packed and unpacked."""


def bundle_name(village: str, head: str, turn: int = 1) -> str:
    """Return the file's name; ``turn`` counts on where the name is taken."""
    return f"{village}-{head[:8]}.fdb" if turn == 1 else f"{village}-{head[:8]}-{turn}.fdb"


def pack(content: BundleContent, signer: Signer, limit: int = LIMIT_BYTES) -> bytes:
    """Return the bundle, which only the recipient's age key opens; BundleTooBigError."""
    made = io.BytesIO()
    pack_into(made, content, signer, limit)
    return made.getvalue()


def pack_into(target: age.Target, content: BundleContent, signer: Signer, limit: int = LIMIT_BYTES) -> None:
    """Write the bundle, which only the recipient's age key opens, one file after the other; BundleTooBigError."""
    changes = _once(content.changes)
    lines = write_lines(changes.values())
    small = {CHANGES: compressed(lines)}
    unpacked = len(lines)
    del lines
    if content.receipt is not None:
        small |= {RECEIPT: content.receipt.content, RECEIPT_SIGNATURE: content.receipt.signature}
    files = sorted(content.files.items())
    _check_size(unpacked + sum(map(len, small.values())) + sum(content.files.values()), limit)
    parts = {name: BundlePart(bytes=len(part), sha256=sha256(part)) for name, part in small.items()}
    parts[CHANGES] = msgspec.structs.replace(parts[CHANGES], unpacked=unpacked)
    parts |= {BLOBS + digest: BundlePart(bytes=size, sha256=digest) for digest, size in files}
    head = write_manifest(_manifest(content, signer, changes, parts))
    begun = {MANIFEST: head, MANIFEST_SIGNATURE: signer.sign(head), **small}
    members = [(name, len(part), partial(bytes, part)) for name, part in begun.items()]
    members += [(BLOBS + digest, size, partial(content.file, digest)) for digest, size in files]
    plain = _Pieces(_filled(tar_pieces(members), content.step_bytes))
    age.encrypt_into(plain, target, [content.recipient.age_recipient])


def _manifest(
    content: BundleContent, signer: Signer, changes: Mapping[str, Change], parts: Mapping[str, BundlePart]
) -> Manifest:
    own = signer.certificate
    return Manifest(
        format=1 if content.persons is None else FORMAT,
        sender=Place(own.village, own.desk),
        recipient=Place(content.recipient.village, content.recipient.desk),
        number=content.number,
        made_at=content.made_at,
        certificates=[read_certificate(der).pem.decode() for der in signer.chain],
        receipt=content.newest_receipt,
        withheld=content.withheld,
        persons=msgspec.UNSET if content.persons is None else sorted(set(content.persons)),
        streams=_streams(changes, content.heads, content.known, content.lacks),
        parts=dict(parts),
    )


def _filled(pieces: Iterable[bytes], step_bytes: int) -> Iterator[bytes]:
    """Yield the pieces, and zeros up to a multiple of so many bytes."""
    size = 0
    for piece in pieces:
        size += len(piece)
        yield piece
    yield bytes(-size % step_bytes if step_bytes else 0)


class _Pieces:
    """What is read of pieces, as if it were a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._piece = pieces, memoryview(b"")

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none only at the end."""
        while not self._piece:
            following = next(self._pieces, None)
            if following is None:
                return b""
            self._piece = memoryview(following)
        piece, self._piece = self._piece[:size], self._piece[size:]
        return bytes(piece)


def _once(changes: Iterable[Change]) -> dict[str, Change]:
    """Return the changes by digest, each in its first place; one that is there both whole and bare is there whole."""
    by_digest: dict[str, Change] = {}
    for change in changes:
        if change.digest not in by_digest or not change.bare:
            by_digest[change.digest] = change
    return by_digest


def recipients_of(data: bytes) -> int:
    """Return for how many a bundle that begins so is encrypted: all that can be seen from outside; NotABundleError."""
    header, mark, _rest = data[:HEADER_BYTES].partition(b"\n--- ")
    if not data.startswith(b"age-encryption.org/v1\n") or not mark:
        raise NotABundleError
    return header.count(b"\n-> X25519 ")  # age adds a stanza of noise, so that readers learn to pass over some


def open_bundle(source: Source, reader: BundleReader) -> Bundle:
    """Return what came, or raise why not.

    FileNotReadableError, BundleTooBigError, BundleBeyondLimitError, NotABundleError, NotForThisDeskError,
    FileDamagedError, BundleTooNewError, ForeignBundleError, CertificateRefusedError (``revoked``), LaptopNotMetError,
    SignatureWrongError.
    """
    parts = read_parts(source, reader.identity, reader.limit)
    small = parts.small
    head = small.pop(MANIFEST)
    signature = small.pop(MANIFEST_SIGNATURE, b"")
    manifest = read_manifest(head)
    sender = _sender(manifest, reader)
    verify(sender, head, signature)
    if manifest.recipient != Place(reader.own.village, reader.own.desk):
        raise NotForThisDeskError
    if manifest.told is not None and reader.own.role is not CertificateRole.OFFICE:
        raise FileDamagedError("manifest")
    _check_parts(parts, manifest, reader.limit)
    changes = read_lines(decompressed(small.pop(CHANGES), manifest.parts[CHANGES].unpacked or 0))
    known = {stream: part.known for stream, part in manifest.streams.items()}
    heads = {stream: part.heads for stream, part in manifest.streams.items()}
    lacks = {stream: part.lacks for stream, part in manifest.streams.items()}
    if _streams(changes, heads, known, lacks) != manifest.streams:
        raise FileDamagedError("streams")
    _check_between_laptops(manifest, between=_between_laptops(sender, reader))
    receipt = SignedReceipt(small[RECEIPT], small[RECEIPT_SIGNATURE]) if RECEIPT in small else None
    files = frozenset(name.removeprefix(BLOBS) for name in parts.files)
    return Bundle(manifest=manifest, sender=sender, changes=changes, files=files, receipt=receipt, digest=parts.digest)


def pour(source: Source, reader: BundleReader, wanted: Collection[str], take: Callable[[bytes], object]) -> None:
    """Hand on the wanted files of a bundle that was opened, one after the other; where it raises, none counts.

    FileNotReadableError, FileDamagedError: the stick was pulled out, or holds something else by now.
    """
    pour_files(source, reader.identity, wanted, take, reader.limit)


def _sender(manifest: Manifest, reader: BundleReader) -> DeskCertificate:
    """Return the sender's certificate, believed; an office hears its villages, a village its office."""
    certificates = [read_certificate(pem.encode()) for pem in manifest.certificates]
    if not certificates or [certificate.pem.decode() for certificate in certificates] != manifest.certificates:
        raise FileDamagedError("sender")
    sender = certificates[0]
    roles = {CertificateRole.VILLAGE} if reader.own.role is CertificateRole.OFFICE else {CertificateRole.OFFICE}
    if _between_laptops(sender, reader) and sender.village == reader.own.village:
        roles.add(CertificateRole.VILLAGE)
    try:
        check_issued(sender, reader.root, *sorted(roles))
    except CertificateRefusedError as problem:
        raise ForeignBundleError(sender.name, sender.village, sender.fingerprint) from problem
    check_not_revoked(sender, reader.revoked)
    if _between_laptops(sender, reader) and not any(is_same_laptop(sender, other) for other in reader.neighbours):
        raise LaptopNotMetError(sender.name, sender.desk)
    if manifest.sender != Place(sender.village, sender.desk):
        raise FileDamagedError("sender")
    return sender


def _between_laptops(sender: DeskCertificate, reader: BundleReader) -> bool:
    return sender.role is reader.own.role is CertificateRole.VILLAGE


def _check_between_laptops(manifest: Manifest, *, between: bool) -> None:
    """Laptops of a village bring each other the stream ``local`` and nothing else; nobody else brings any of it."""
    alone = manifest.streams.keys() == {LOCAL_STREAM} and manifest.parts.keys() == {CHANGES}
    if not alone if between else LOCAL_STREAM in manifest.streams:
        raise FileDamagedError("streams")


def is_same_laptop(certificate: DeskCertificate, other: DeskCertificate) -> bool:
    """Return whether two certificates are one laptop's with the same keys: a renewed one needs no new meeting."""
    return (certificate.village, certificate.desk, certificate.public_key, certificate.age_recipient) == (
        other.village,
        other.desk,
        other.public_key,
        other.age_recipient,
    )


def _check_parts(parts: Parts, manifest: Manifest, limit: int) -> None:
    measured = parts.files | {name: Measured(len(part), sha256(part)) for name, part in parts.small.items()}
    if (
        measured.keys() != manifest.parts.keys()
        or CHANGES not in measured
        or (RECEIPT in measured) != (RECEIPT_SIGNATURE in measured)
    ):
        raise FileDamagedError("parts")
    for name, part in measured.items():
        declared = manifest.parts[name]
        if part.size != declared.bytes:
            raise FileDamagedError("part_size")
        if part.digest != declared.sha256 or (name.startswith(BLOBS) and name != BLOBS + part.digest):
            raise FileDamagedError("part_digest")
    unpacked = manifest.parts[CHANGES].unpacked or 0
    _check_size(sum(part.size for part in measured.values()) + unpacked, limit)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise BundleTooBigError(size, limit)


def _streams(
    changes: Mapping[str, Change],
    heads: Mapping[str, Sequence[str]],
    known: Mapping[str, Sequence[str]],
    lacks: Mapping[str, Sequence[str]],
) -> dict[str, StreamPart]:
    digest_lists: dict[str, list[str]] = {stream: [] for stream in heads}
    bare: dict[str, int] = dict.fromkeys(heads, 0)
    for digest, change in changes.items():
        digest_lists.setdefault(change.stream, []).append(digest)
        bare[change.stream] = bare.get(change.stream, 0) + change.bare
    return {
        stream: StreamPart(
            known=list(known.get(stream, ())),
            heads=list(heads.get(stream, ())),
            lacks=list(lacks.get(stream, ())),
            first=digests[0] if digests else None,
            last=digests[-1] if digests else None,
            changes=len(digests),
            bare=bare[stream],
        )
        for stream, digests in digest_lists.items()
    }
