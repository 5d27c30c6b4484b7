"""Made-up sheets: a notice of a distribution plan in any languages, with as many rows as wanted."""

from __future__ import annotations

from fupin_desk.paper.sheet import (
    KeyValues,
    Marks,
    PaperSheet,
    PaperTable,
    Paragraph,
    Phrase,
    PrintedSeal,
    Qr,
    TableColumn,
    Words,
)

SAID: dict[str, dict[str, str]] = {
    "title": {
        "zh_CN": "产业扶贫资产收益分配公示",
        "ug": "كەسىپ ئارقىلىق نامراتلىقتىن قۇتۇلدۇرۇش مۈلۈك كىرىمىنى تەقسىملەش ئۇقتۇرۇشى",
        "kk_Arab": "مۇلىك تابىسىن ٴبولۋ تۋرالى حابارلاندىرۋ",
        "en": "Notice of how the asset income is to be shared",
    },
    "body": {
        "zh_CN": "根据《关于进一步完善利益联结机制推进产业扶贫的意见（征求意见稿）》，现将我村2018年度"
        "资产收益分配方案予以公示，公示期自2018-11-01至2018-11-10。如有异议，请拨打电话0991-1234567。",
        "ug": "كەنتىمىزنىڭ 2018-يىللىق مۈلۈك كىرىمىنى تەقسىملەش لايىھەسى 2018-11-01 دىن "
        "2018-11-10 غىچە ئېلان قىلىنىدۇ. پىكرىڭىز بولسا 0991-1234567 (خىزمەت ۋاقتى 09:30) نومۇرىغا "
        "تېلېفون قىلىڭ؛ جەمئىي 12,500.50 يۈەن، -5% پەرق.",
        "kk_Arab": "اۋىلىمىزدىڭ 2018-جىلعى تابىسىن ٴبولۋ جوسپارى 2018-11-01 كۇنىنەن 2018-11-10 كۇنىنە دەيىن "
        "جاريالانادى. قارسىلىعىڭىز بولسا 0991-1234567 نومىرىنە حابارلاسىڭىز؛ بارلىعى 12,500.50 يۋان.",
        "en": "The plan for sharing our village's income of 2018 is posted from 2018-11-01 to 2018-11-10. "
        "To object, call 0991-1234567; the total is 12,500.50 yuan.",
    },
    "number": {"zh_CN": "编号", "ug": "نومۇرى", "kk_Arab": "نومىرى", "en": "Number"},
    "total": {"zh_CN": "合计", "ug": "جەمئىي", "kk_Arab": "بارلىعى", "en": "Total"},
    "office": {
        "zh_CN": "示例乡示例村村民委员会",
        "ug": "مىسال كەنت ئاھالە كومىتېتى",
        "kk_Arab": "مىسال اۋىل كوميتەتى",
        "en": "Example Village Committee",
    },
    "name": {"zh_CN": "户主姓名", "ug": "ئائىلە باشلىقى", "kk_Arab": "وتباسى باسى", "en": "Head of household"},
    "id": {"zh_CN": "身份证号", "ug": "كىملىك نومۇرى", "kk_Arab": "كۋالىك ٴنومىرى", "en": "ID number"},
    "amount": {"zh_CN": "金额（元）", "ug": "سومما (يۈەن)", "kk_Arab": "سوماسى (يۋان)", "en": "Amount (yuan)"},
}
NAMES = ("阿依古丽·买买提", "ئايگۈل مەمەت", "巴合提", "باقىت ەربول", "王小明")


def words(key: str, languages: tuple[str, ...]) -> Words:
    """What is said under a key, in each language."""
    return tuple(Phrase(SAID[key][language], language) for language in languages)


def plain(text: str) -> Words:
    """What has no language."""
    return (Phrase(text),)


def a_name(at: int) -> Words:
    """A made-up name, in whichever script it was written."""
    name = NAMES[at % len(NAMES)]
    return (Phrase(name, "zh_CN" if ord(name[0]) > 0x2000 else "ug"),)


def a_notice(*languages: str, rows: int = 5) -> PaperSheet:
    """A distribution plan."""
    columns = (
        TableColumn(plain("#"), 0.2, "center"),
        TableColumn(words("name", languages), 2),
        TableColumn(words("id", languages), 1.4, "center"),
        TableColumn(words("amount", languages), 1, "right"),
    )
    cells = tuple(
        (plain(str(at + 1)), a_name(at), plain(f"990***********{1000 + at}"), plain(f"{12500.5 + at:,.2f}"))
        for at in range(rows)
    )
    totals = ((plain(""), words("total", languages), plain(""), plain(f"{12500.5 * rows:,.2f}")),)
    return PaperSheet(
        languages,
        words("title", languages),
        (
            KeyValues(((words("number", languages), plain("GS-990101001001-2018-0001")),)),
            Paragraph(words("body", languages), indent=True),
            PaperTable(columns, cells, totals),
            Marks((PrintedSeal(words("office", languages), (plain("2018-11-01"),)), Qr("FPD1:" + "0A1B2C3D4E" * 20))),
        ),
        plain("GS-990101001001-2018-0001 · 3f99ab12"),
    )


def both(chinese: str, uyghur: str) -> Words:
    """The same in Chinese and in Uyghur."""
    return (Phrase(chinese, "zh_CN"), Phrase(uyghur, "ug"))


def a_register(rows: int = 8) -> PaperSheet:
    """A register of linkages in Chinese and Uyghur: six columns, headings, two seals and a code."""
    committee = both("示例乡示例村村民委员会", "مىسال كەنت ئاھالە كومىتېتى")
    government = both("示例乡人民政府", "مىسال يېزىلىق خەلق ھۆكۈمىتى")
    terms = both(
        "小麦，保底价每公斤2.80元，2018-10-15前付款",
        "بۇغداي، كاپالەت باھاسى كىلوسى 2.80 يۈەن، 2018-10-15 كۈنىدىن بۇرۇن",
    )
    entity = both("示例县富民农业专业合作社", "مىسال ناھىيە بېيىش دېھقانچىلىق كوپىراتىپى")
    columns = (
        TableColumn(both("编号", "نومۇر")),
        TableColumn(both("经营主体", "تىجارەت سۇبيېكتى"), 1.6),
        TableColumn(both("方式", "شەكلى"), 1.1),
        TableColumn(both("主要条款", "ئاساسلىق ماددىلار"), 2),
        TableColumn(both("应付（元）", "تۆلەيدىغىنى"), 1, "right"),
        TableColumn(both("已付（元）", "تۆلىگىنى"), 1, "right"),
    )
    cells = tuple(
        (plain(f"LJ-990101-{at + 1:04d}"), entity, both("订单收购", "زاكاز"), terms, plain("12,500.50"), plain("0.00"))
        for at in range(rows)
    )
    total = (plain(""), both("合计", "جەمئىي"), plain(""), plain(""), plain("123,456.00"), plain("45,000.00"))
    said = KeyValues(
        (
            (both("公示编号", "ئۇقتۇرۇش نومۇرى"), plain("GS-990101001001-2018-0002")),
            (both("村", "كەنت"), both("示例乡示例村", "مىسال يېزا مىسال كەنتى")),
        )
    )
    seals = (PrintedSeal(committee, (committee, plain("2018-11-01"))), PrintedSeal(government, (plain("2018-11-02"),)))
    return PaperSheet(
        ("zh_CN", "ug"),
        both("利益联结合同登记公示", "مەنپەئەت باغلىنىش توختاملىرى تىزىملىكى"),
        (
            said,
            Paragraph(both("一、登记的合同", "1. تىزىملانغان توختاملار"), "heading"),
            PaperTable(columns, cells, (total,)),
            Marks((*seals, Qr("FPD1:" + "0A1B2C3D4E" * 20, (plain("GS-2018-0002"),)))),
        ),
        plain("GS-990101001001-2018-0002 · 3f99 ab12 77c0 41de"),
    )
