"""A bundle (``.fdb``): an age file of a tar of signed parts. How to read one without us: ``FORMAT.md``.

Always true of what ``open_bundle`` returns:

* the sender's certificate is from the office we trust, in the role that writes to us, and was not revoked;
* another laptop of our village is heard only where somebody here has met it, and brings what keeps a no, nothing else;
* the sender signed every byte of it, for us and nobody else;
* it is as large as it says, and was never unpacked to more than that.

Reasons of FileDamagedError besides those of ``tarball``, ``squeeze``, ``lines`` and ``manifest``: ``altered`` (the age
file is cut or changed), ``parts`` (others than the manifest names), ``part_size``, ``part_digest``, ``sender``,
``streams`` (the lines are not those the manifest tells of).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
from fupin_desk.exchange.lines import read_lines, write_lines
from fupin_desk.exchange.manifest import FORMAT, Manifest, Part, Place, StreamPart, read_manifest, write_manifest
from fupin_desk.exchange.squeeze import squeezed, unsqueezed
from fupin_desk.exchange.tarball import (
    CHANGES,
    MANIFEST,
    MANIFEST_SIGNATURE,
    RECEIPT,
    RECEIPT_SIGNATURE,
    read_tar,
    write_tar,
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
"""A village of 2,000 households is under 2 MB; scans make the rest."""
_MANIFEST_FIRST = MANIFEST.encode() + b"\0"


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
class Content:
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
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    """By their SHA-256."""
    withheld: int = 0
    receipt: SignedReceipt | None = None
    """From the office: its answer. To the office: the newest one held, to vouch for changes of others."""
    newest_receipt: str | None = None
    """Digest of the newest receipt the sender has from the recipient."""
    step_bytes: int = 0
    """Zeros behind the tar fill it up to a multiple of this, so that its size tells little of what is in it."""


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """What came, whole and believed."""

    manifest: Manifest
    sender: DeskCertificate
    changes: dict[str, Change]
    """By digest, in the order of the lines."""
    blobs: dict[str, bytes]
    receipt: SignedReceipt | None
    """Not yet believed: ``receipt.read_receipt`` does."""


@dataclass(frozen=True, kw_only=True)
class Reader:
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


def pack(content: Content, signer: Signer, limit: int = LIMIT_BYTES) -> bytes:
    """Return the bundle, which only the recipient's age key opens; BundleTooBigError."""
    changes = _once(content.changes)
    lines = write_lines(changes.values())
    parts = {CHANGES: squeezed(lines)}
    if content.receipt is not None:
        parts |= {RECEIPT: content.receipt.content, RECEIPT_SIGNATURE: content.receipt.signature}
    parts |= {f"blobs/{digest}": content.blobs[digest] for digest in sorted(content.blobs)}
    _check_size(len(lines) + sum(map(len, parts.values())), limit)
    own = signer.certificate
    manifest = Manifest(
        format=FORMAT,
        sender=Place(own.village, own.desk),
        recipient=Place(content.recipient.village, content.recipient.desk),
        number=content.number,
        made_at=content.made_at,
        certificates=[read_certificate(der).pem.decode() for der in signer.chain],
        receipt=content.newest_receipt,
        withheld=content.withheld,
        streams=_streams(changes, content.heads, content.known, content.lacks),
        parts={
            name: Part(bytes=len(part), sha256=sha256(part), unpacked=len(lines) if name == CHANGES else None)
            for name, part in parts.items()
        },
    )
    head = write_manifest(manifest)
    plain = write_tar({MANIFEST: head, MANIFEST_SIGNATURE: signer.sign(head), **parts})
    filled = plain + bytes(-len(plain) % content.step_bytes) if content.step_bytes else plain
    return age.encrypt(filled, [content.recipient.age_recipient])


def _once(changes: Iterable[Change]) -> dict[str, Change]:
    """Return the changes by digest, each in its first place; one that is there both whole and bare is there whole."""
    found: dict[str, Change] = {}
    for change in changes:
        if change.digest not in found or not change.bare:
            found[change.digest] = change
    return found


def recipients_of(data: bytes) -> int:
    """Return for how many a bundle is encrypted: all that can be seen from outside; NotABundleError."""
    header, mark, _rest = data[: 1 << 16].partition(b"\n--- ")
    if not data.startswith(b"age-encryption.org/v1\n") or not mark:
        raise NotABundleError
    return header.count(b"\n-> X25519 ")  # age adds a stanza of noise, so that readers learn to pass over some


def open_bundle(data: bytes, reader: Reader) -> Bundle:
    """Return what came, or raise why not.

    BundleTooBigError, BundleBeyondLimitError, NotABundleError, NotForThisDeskError, FileDamagedError,
    BundleTooNewError, ForeignBundleError, CertificateRefusedError (``revoked``), LaptopNotMetError,
    SignatureWrongError.
    """
    _check_size(len(data), reader.limit)
    parts = _parts(data, reader.identity)
    head = parts.pop(MANIFEST)
    signature = parts.pop(MANIFEST_SIGNATURE, b"")
    manifest = read_manifest(head)
    sender = _sender(manifest, reader)
    verify(sender, head, signature)
    if manifest.recipient != Place(reader.own.village, reader.own.desk):
        raise NotForThisDeskError
    _check_parts(parts, manifest, reader.limit)
    changes = read_lines(unsqueezed(parts[CHANGES], manifest.parts[CHANGES].unpacked or 0))
    known = {stream: part.known for stream, part in manifest.streams.items()}
    heads = {stream: part.heads for stream, part in manifest.streams.items()}
    lacks = {stream: part.lacks for stream, part in manifest.streams.items()}
    if _streams(changes, heads, known, lacks) != manifest.streams:
        raise FileDamagedError("streams")
    _check_between_laptops(parts, manifest, between=_between_laptops(sender, reader))
    receipt = None
    if RECEIPT in parts:
        receipt = SignedReceipt(parts[RECEIPT], parts[RECEIPT_SIGNATURE])
    blobs = {name.removeprefix("blobs/"): part for name, part in parts.items() if name.startswith("blobs/")}
    return Bundle(manifest=manifest, sender=sender, changes=changes, blobs=blobs, receipt=receipt)


def _parts(data: bytes, identity: str) -> dict[str, bytes]:
    try:
        plain = age.decrypt(data, identity)
    except FileDamagedError as problem:
        if problem.reason == "not_age":
            raise NotABundleError from problem
        raise
    if not plain.startswith(_MANIFEST_FIRST):
        raise NotABundleError
    return read_tar(plain)


def _sender(manifest: Manifest, reader: Reader) -> DeskCertificate:
    """Return the sender's certificate, believed; an office hears its villages, a village its office."""
    certificates = [read_certificate(pem.encode()) for pem in manifest.certificates]
    if not certificates or [each.pem.decode() for each in certificates] != manifest.certificates:
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
    if _between_laptops(sender, reader) and not any(is_same_laptop(sender, each) for each in reader.neighbours):
        raise LaptopNotMetError(sender.name, sender.desk)
    if manifest.sender != Place(sender.village, sender.desk):
        raise FileDamagedError("sender")
    return sender


def _between_laptops(sender: DeskCertificate, reader: Reader) -> bool:
    return sender.role is reader.own.role is CertificateRole.VILLAGE


def _check_between_laptops(parts: Mapping[str, bytes], manifest: Manifest, *, between: bool) -> None:
    """Laptops of a village bring each other the stream ``local`` and nothing else; nobody else brings any of it."""
    alone = manifest.streams.keys() == {LOCAL_STREAM} and parts.keys() == {CHANGES}
    if not alone if between else LOCAL_STREAM in manifest.streams:
        raise FileDamagedError("streams")


def is_same_laptop(one: DeskCertificate, other: DeskCertificate) -> bool:
    """Return whether two certificates are one laptop's with the same keys: a renewed one needs no new meeting."""
    return (one.village, one.desk, one.public_key, one.age_recipient) == (
        other.village,
        other.desk,
        other.public_key,
        other.age_recipient,
    )


def _check_parts(parts: Mapping[str, bytes], manifest: Manifest, limit: int) -> None:
    if (
        parts.keys() != manifest.parts.keys()
        or CHANGES not in parts
        or (RECEIPT in parts) != (RECEIPT_SIGNATURE in parts)
    ):
        raise FileDamagedError("parts")
    for name, part in parts.items():
        said = manifest.parts[name]
        if len(part) != said.bytes:
            raise FileDamagedError("part_size")
        digest = sha256(part)
        if digest != said.sha256 or (name.startswith("blobs/") and name != f"blobs/{digest}"):
            raise FileDamagedError("part_digest")
    unpacked = manifest.parts[CHANGES].unpacked or 0
    _check_size(sum(len(part) for part in parts.values()) + unpacked, limit)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise BundleTooBigError(size, limit)


def _streams(
    changes: Mapping[str, Change],
    heads: Mapping[str, Sequence[str]],
    known: Mapping[str, Sequence[str]],
    lacks: Mapping[str, Sequence[str]],
) -> dict[str, StreamPart]:
    found: dict[str, list[str]] = {stream: [] for stream in heads}
    bare: dict[str, int] = dict.fromkeys(heads, 0)
    for digest, change in changes.items():
        found.setdefault(change.stream, []).append(digest)
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
        for stream, digests in found.items()
    }
