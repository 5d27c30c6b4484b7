"""Code lists: the closed and open vocabularies of the records. Codes here, labels in i18n (``code.<list>.<code>``).

A code once used is never given another meaning; ``other`` asks for a reason in the field beside it.
"""

from __future__ import annotations

LISTS: dict[str, tuple[str, ...]] = {
    "language": ("zh_CN", "ug", "kk_Arab", "en"),
    # In what way a record was taken out: what the county may know of it. The words stay on the laptop.
    "voided": ("taken_out", "removed", "undo", "erased"),
    "role": ("clerk", "leader", "office_clerk", "office_approver"),
    # 三(一): whom. "other" households are neighbours without the status.
    "poverty_status": ("registered", "lifted_out", "other"),
    "relation": ("head", "spouse", "child", "child_in_law", "grandchild", "parent", "grandparent", "sibling", "other"),
    "labour": ("able", "weak", "lost", "none"),
    "entity_kind": (
        "cooperative",
        "leading_enterprise",
        "family_farm",
        "able_household",
        "leader",
        "leader_trainee",
        "workshop",
        "village_collective",
        "other",
    ),
    "enterprise_level": ("county", "prefecture", "region", "state"),
    # 三(二): in which industries.
    "industry": (
        "crops",
        "livestock",
        "forestry_fruit",
        "processing",
        "crafts",
        "courtyard",
        "rural_tourism",
        "leisure_farming",
        "e_commerce",
        "workshop",
        "rural_services",
        "facility_farming",
        "solar",
        "ecology",
        "water",
        "base_infrastructure",
        "other",
    ),
    "share_kind": ("money", "land", "asset", "labour"),
    "money_source": ("own", "grant", "micro_loan"),
    "linkage": ("operating", "wage", "production", "policy", "asset"),
    "terms": ("order", "job", "lease", "back_contract", "policy", "asset"),
    "form": ("two_party", "three_party"),
    "method": ("share_cooperation", "order", "trusteeship", "other"),
    "party_role": (
        "household",
        "cooperative",
        "enterprise",
        "farm",
        "employer",
        "lessor",
        "lessee",
        "collective",
        "other",
    ),
    "unit": ("kg", "tonne", "head", "piece", "mu", "litre", "box"),
    "wage_per": ("month", "day", "piece"),
    "work_hazard": ("none", "dangerous", "poisonous", "heaviest"),
    "loss_limit": ("stake_only", "beyond_stake"),
    "promise": ("fixed", "share", "both"),
    "asset_kind": ("building", "greenhouse", "machine", "livestock", "solar", "land_works", "share_capital", "other"),
    "asset_state": ("planned", "in_use", "idle", "lost"),
    "asset_owner": ("village_collective", "cooperative", "township", "other"),
    "consent_purpose": ("register", "contract", "share", "loan", "insurance", "notice_name"),
    "consent_how": ("signed", "thumb_printed", "spoken_before_witness"),
    "confirmed_how": ("signed", "thumb_printed", "spoken_before_witness", "bank_slip_seen"),
    "notice_kind": ("register_of_linkages", "distribution_plan"),
    "notice_state": ("drafted", "signed", "posted", "closed", "withdrawn"),
    # Why a notice was taken back: never whose wish it was.
    "withdrawn_why": ("error_found", "replaced", "objection_upheld", "other"),
    "objection_channel": ("in_person", "on_paper", "by_phone", "box"),
    "paper_kind": ("contract", "voucher", "notice", "photograph", "other"),
}


def known(name: str, code: str) -> bool:
    """Return whether the list has the code."""
    return code in LISTS[name]
