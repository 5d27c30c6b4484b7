"""A desk kept whole: where it stands, verified, backed up, restored, opened when every passphrase is forgotten."""
