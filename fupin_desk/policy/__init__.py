"""What the opinion and the laws ask, as rules over records: pure functions, figures reach them as values.

``judging.judge`` answers with findings, ``dues.dues_of`` with what is owed to households, ``settling.settle`` with what
of it was paid. Nothing here is about what a household ought to do.
"""
