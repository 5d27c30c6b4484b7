"""The sheets that go by hand stay one sheet each: what to do with a secret is not on a page that gets lost."""

from __future__ import annotations

import pytest

from fupin_desk.acts.joining.sheets import invitation_sheet, sealed_sheet
from fupin_desk.domain.languages import LANGUAGES
from fupin_desk.paper.preview import page_count

OFFICE, VILLAGE = "示例自治州示例县扶贫开发办公室", "示例乡示例村"
FINGERPRINT = "-".join(["8888"] * 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_and_a_sealed_code_are_one_page(language: str) -> None:
    invitation = invitation_sheet(language, OFFICE, VILLAGE, "8888-8888-8888-8888", FINGERPRINT)
    assert page_count(invitation) == 1
    assert page_count(sealed_sheet(language, VILLAGE, FINGERPRINT)) == 1
