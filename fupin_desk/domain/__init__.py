"""Records, changes, verdicts, code lists, privacy, money, areas and errors: no files, clock, window or SQL."""
