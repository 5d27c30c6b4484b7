"""From the fragments people edit to the compiled catalogue."""

from concurrent.futures import ThreadPoolExecutor
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from fupin_desk.domain.languages import LANGUAGES
from fupin_desk.words.catalogue import COMPILED, _compiled, compile_catalogue


def fragment(folder: Path, area: str, **texts: str) -> None:
    entries = "\n".join(f'msgid "{key}"\nmsgstr "{text}"\n' for key, text in texts.items())
    (folder / f"{area}.po").write_text(
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n{entries}'
    )


def said(folder: Path, key: str) -> str:
    return GNUTranslations(BytesIO(_compiled(folder) or b"")).gettext(key)


def test_all_fragments_of_a_language_are_one_catalogue(tmp_path: Path) -> None:
    fragment(tmp_path, "records", yes="是")
    fragment(tmp_path, "errors", no="否")
    assert said(tmp_path, "yes") + said(tmp_path, "no") == "是否"


def test_a_fragment_changed_within_the_same_second_is_compiled_again(tmp_path: Path) -> None:
    fragment(tmp_path, "records", yes="是")
    assert said(tmp_path, "yes") == "是"
    fragment(tmp_path, "records", yes="对")
    assert said(tmp_path, "yes") == "对"


def test_a_fragment_taken_away_is_forgotten(tmp_path: Path) -> None:
    fragment(tmp_path, "records", yes="是")
    fragment(tmp_path, "errors", no="否")
    _compiled(tmp_path)
    (tmp_path / "errors.po").unlink()
    assert said(tmp_path, "no") == "no"


def test_a_current_catalogue_is_left_as_it_is(tmp_path: Path) -> None:
    fragment(tmp_path, "records", yes="是")
    _compiled(tmp_path)
    before = (tmp_path / COMPILED).stat().st_ino
    _compiled(tmp_path)
    assert (tmp_path / COMPILED).stat().st_ino == before


def test_a_frozen_program_reads_the_compiled_catalogue_alone(tmp_path: Path) -> None:
    fragment(tmp_path, "records", yes="是")
    _compiled(tmp_path)
    (tmp_path / "records.po").unlink()
    assert said(tmp_path, "yes") == "是"


def test_many_who_compile_at_once_all_read_a_whole_catalogue(tmp_path: Path) -> None:
    fragment(tmp_path, "records", **{f"key{number}": "文" * 50 for number in range(200)})
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda _: said(tmp_path, "key199"), range(32)))
    assert set(texts) == {"文" * 50}
    assert sorted(path.name for path in tmp_path.iterdir()) == [COMPILED, "records.po"]


def test_a_folder_nobody_may_write_in_is_read_all_the_same(tmp_path: Path) -> None:
    fragment(tmp_path, "records", yes="是")
    (tmp_path / COMPILED).mkdir()  # nothing can be renamed to where a folder is, not even by root
    assert said(tmp_path, "yes") == "是"
    assert sorted(path.name for path in tmp_path.iterdir()) == [COMPILED, "records.po"]


def test_every_language_has_a_compiled_catalogue_to_ship() -> None:
    assert all(compile_catalogue(language).is_file() for language in LANGUAGES)
