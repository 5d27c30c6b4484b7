"""A county from a seed: two villages, two laptops in one of them, an office, and whatever befalls them.

Everything is real (vaults, bundles, receipts, certificates); only clock and randomness come from the seed. Safety is
checked after every step (``checks``), and when all has been carried, that everybody says the same (``home``).

    python -m tests.world SEED [--steps N]      tells the world of a seed as a story
    python -m tests.world SEED --shorten        leaves out every step that its failing does not need
    python -m tests.world SEED --only 3,17,40   lives through some of its steps alone
"""
