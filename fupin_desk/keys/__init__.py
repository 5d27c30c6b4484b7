"""Passphrases, certificates, signatures and encrypted files. Only importer of cryptography and pyrage.

    sealing, stretching, codes    values under a key; a key from a passphrase; codes on paper
    age, signing                  encrypted files; signatures
    desk_secrets, key_ring        what a desk keeps secret, and who holds which part of it
    people, key_file              who opens a desk; its file (``keys.json``)
    certificate, authority        the office as a certificate authority
    office, revocation            its own certificates, and those it no longer stands behind
    invitation, enrolment         how a laptop joins
    recovery                      the office's recovery key, in three people's hands

What somebody can do who has

* **the laptop, switched off**, or a copy of its folder: see the names of the people who open it; guess their
  passphrases, at 64 MiB and three passes of Argon2id each. Not: read a record or a LOCAL value, sign, or read a bundle.
  A short passphrase falls; no cost of guessing makes up for "123456".
* **the laptop, switched on and unlocked**: what the person could do, for as long as it lasts, and copy all its secrets.
  Python cannot wipe memory. The office then revokes the desk's certificate, and a desk that joins anew has new keys
  for everything made from then on.
* **a stick**: see that a village sent a file, its size, and to how many recipients. Not: read it, alter it unnoticed,
  or send one in the village's name. They can keep it back, or bring an old one: the receipt's numbers show that.
* **the invitation file**: see office, village and public keys. Not: join, without the paper.
* **the invitation's paper**, with its file: join in the village's place, if they are first. The office sees whose
  name asks, the village sees its own request refused; that is why paper and file go by different hands.
* **the sealed sheet and the laptop**: read everything on it. Not: sign as the desk.
* **the office's recovery key** (two of three people) **and the laptop**: read the vault. Not: LOCAL values.
* **the office's root key**: make desks that look like the county's, so read nothing of old, but be sent what is new.
* **an old key file and an old passphrase**: whatever that passphrase opened then, if the vault's key is still the same.
  Taking a person out gives the vault a new one; the desk's own keys stay, and the office can revoke them.

And nobody can show *when* something was signed: no clock here is trusted.
"""

from fupin_desk.keys import age
from fupin_desk.keys.authority import Authority, CertificateSubject, issue, make_root, renew
from fupin_desk.keys.certificate import (
    CertificateRole,
    DeskCertificate,
    check_fingerprint,
    check_issued,
    check_root,
    fingerprint_of,
    is_fingerprint,
    read_certificate,
)
from fupin_desk.keys.codes import grouped
from fupin_desk.keys.compact import compact, expanded
from fupin_desk.keys.desk_secrets import (
    DeskKeys,
    PersonRole,
    SecretPart,
    Secrets,
    new_desk_keys,
    new_office_secrets,
    new_village_secrets,
)
from fupin_desk.keys.enrolment import (
    Enrolled,
    EnrolmentAnswer,
    JoinRequest,
    accept,
    answer_file,
    check_request,
    continues,
    enrol,
    make_request,
    read_answer,
    read_request,
    request_file,
)
from fupin_desk.keys.invitation import (
    Invitation,
    check_invitation,
    invitation_file,
    make_invitation,
    read_invitation,
)
from fupin_desk.keys.key_derivation import USUAL, Cost
from fupin_desk.keys.key_file import read_key_ring, read_key_rings, write_key_ring, write_next_key_ring
from fupin_desk.keys.key_ring import KeyRing, NewPerson, Opened
from fupin_desk.keys.office import Office, make_office
from fupin_desk.keys.people import (
    add_person,
    add_sheet,
    change_passphrase,
    drop_part,
    make_key_ring,
    open_with_passphrase,
    open_with_recovery,
    open_with_sheet,
    remove_person,
    replace_secrets,
    set_recovery_recipient,
    start_over,
)
from fupin_desk.keys.recovery import (
    RecoveryShares,
    read_recovery_shares,
    recovery_shares_file,
    restore_recovery,
    split_recovery,
)
from fupin_desk.keys.revocation import (
    Revocation,
    RevocationList,
    RevocationReason,
    check_not_revoked,
    joined,
    revoke,
)
from fupin_desk.keys.revocation_file import read_revocation_file, revocation_file
from fupin_desk.keys.sealing import new_key, open_local, seal_local
from fupin_desk.keys.signing import Signer, new_signing_key, sign, sign_raw, verify, verify_raw

__all__ = [
    "USUAL",
    "Authority",
    "CertificateRole",
    "CertificateSubject",
    "Cost",
    "DeskCertificate",
    "DeskKeys",
    "Enrolled",
    "EnrolmentAnswer",
    "Invitation",
    "JoinRequest",
    "KeyRing",
    "NewPerson",
    "Office",
    "Opened",
    "PersonRole",
    "RecoveryShares",
    "Revocation",
    "RevocationList",
    "RevocationReason",
    "SecretPart",
    "Secrets",
    "Signer",
    "accept",
    "add_person",
    "add_sheet",
    "age",
    "answer_file",
    "change_passphrase",
    "check_fingerprint",
    "check_invitation",
    "check_issued",
    "check_not_revoked",
    "check_request",
    "check_root",
    "compact",
    "continues",
    "drop_part",
    "enrol",
    "expanded",
    "fingerprint_of",
    "grouped",
    "invitation_file",
    "is_fingerprint",
    "issue",
    "joined",
    "make_invitation",
    "make_key_ring",
    "make_office",
    "make_request",
    "make_root",
    "new_desk_keys",
    "new_key",
    "new_office_secrets",
    "new_signing_key",
    "new_village_secrets",
    "open_local",
    "open_with_passphrase",
    "open_with_recovery",
    "open_with_sheet",
    "read_answer",
    "read_certificate",
    "read_invitation",
    "read_key_ring",
    "read_key_rings",
    "read_recovery_shares",
    "read_request",
    "read_revocation_file",
    "recovery_shares_file",
    "remove_person",
    "renew",
    "replace_secrets",
    "request_file",
    "restore_recovery",
    "revocation_file",
    "revoke",
    "seal_local",
    "set_recovery_recipient",
    "sign",
    "sign_raw",
    "split_recovery",
    "start_over",
    "verify",
    "verify_raw",
    "write_key_ring",
    "write_next_key_ring",
]  # fmt: skip
