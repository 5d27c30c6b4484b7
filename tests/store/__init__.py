"""The vault, by what it promises."""
