"""Public notices (公示): drafted → signed → posted → closed, or withdrawn; printed, verified, objected to.

gathering                     what a spec finds to say, and who stands there by name
snapshot, drafting            lines and facts fixed when it is drafted
wording, layout, printing     in words, on sheets, as a PDF
names, apart, romanised        whose name stands in a text: plain, with something between, in Latin letters
found, naming                 words that are names too; nobody is named without their agreement
gating, signing, life         gated and signed; posted, closed, withdrawn
trust, checking               judged when it comes back: the file, its code, a photograph
objections, payments          what was said against it, and what waits for the answer
"""

from fupin_desk.acts.notices.checking import check_notice, verify_notice
from fupin_desk.acts.notices.drafting import Drafted, draft_notice
from fupin_desk.acts.notices.finding import find_notice, notice_lines
from fupin_desk.acts.notices.life import close_notice, post_notice, withdraw_notice
from fupin_desk.acts.notices.objections import Heard, answer_objection, receive_objection
from fupin_desk.acts.notices.payments import payment_blocked
from fupin_desk.acts.notices.printing import (
    notice_pages,
    notice_paper,
    notice_pdf,
    notice_preview,
)
from fupin_desk.acts.notices.signing import FewUnnamed, few_unnamed, sign_notice

__all__ = [
    "Drafted", "FewUnnamed", "Heard", "answer_objection", "check_notice", "close_notice", "draft_notice",
    "few_unnamed", "find_notice", "notice_lines", "notice_pages", "notice_paper", "notice_pdf", "notice_preview",
    "payment_blocked", "post_notice", "receive_objection", "sign_notice", "verify_notice", "withdraw_notice",
]  # fmt: skip
