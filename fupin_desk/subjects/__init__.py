"""The subjects of the opinion, one folder each: its kinds of records, what is read of them, its rules and its dues.

Plain data and pure functions. A subject knows no machinery (store, window, paper) and no subject that rests on it.
"""
