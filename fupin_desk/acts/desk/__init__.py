"""A desk: its folder, made and opened; who may open it; small files carried by hand."""

from fupin_desk.acts.desk.folder import (
    DESK_FILE,
    KEY_FILE,
    OLDER_COPY,
    ROOT_FILE,
    VAULT_FILE,
    Desk,
    DeskFile,
    Role,
    Surroundings,
    check_can_make,
    check_filled,
    check_fits,
    check_is_desk,
    keep_rekeyed,
    keep_ring,
    make_desk,
    open_desk,
    open_with,
    unlock,
)

__all__ = [
    "DESK_FILE", "KEY_FILE", "OLDER_COPY", "ROOT_FILE", "VAULT_FILE", "Desk", "DeskFile", "Role", "Surroundings",
    "check_can_make", "check_filled", "check_fits", "check_is_desk", "keep_rekeyed", "keep_ring", "make_desk",
    "open_desk", "open_with", "unlock",
]  # fmt: skip
