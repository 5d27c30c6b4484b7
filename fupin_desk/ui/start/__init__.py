"""Before a desk is open: choosing, making, joining, and the passphrase."""
