"""What of an objection is whose to write: its words are written once, its answer by nobody it is about."""

from __future__ import annotations

ANSWER = frozenset({"answer", "answered_by", "answered_on"})
"""What answering adds; nothing else is ever added to an objection once it was received."""

RECEIVED = frozenset({"notice", "line", "channel", "said", "by_agreed", "received_on", "answer_by", "voided"})
"""As it was received: what was left empty may be written down later, what was written stays. None is taken out."""

MAKING = frozenset({"drafted_on", "signed_on"})
"""Of a notice: who writes one of these drew it up, or signed it; to hang it up or take it down is not to make it."""
