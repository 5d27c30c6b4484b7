"""What of an objection is whose to write: its words are written once, its answer by nobody it is about."""

from __future__ import annotations

ANSWER = frozenset({"answer", "answered_by", "answered_on"})
"""What answering adds; nothing else is ever added to an objection once it was received."""

RECEIVED = frozenset({"notice", "line", "channel", "said", "by_agreed", "received_on", "answer_by", "voided"})
"""As it was received: what was written stays. None is taken out."""

RECEIVED_ONCE = frozenset({"notice", "line", "said"})
"""Of these nothing is written down later: it says whom it is about, and who may not answer it."""

MAKING = frozenset({"drafted_on", "signed_on"})
"""Of a notice: who writes one of these drew it up, or signed it; to hang it up or take it down is not to make it.

Both are written before anybody can object: where one is not known, nobody can say who made the notice."""
