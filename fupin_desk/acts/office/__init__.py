"""What only the county office does: be the authority, let villages in, settle what disagrees."""
