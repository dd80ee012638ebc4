"""Articles get the tags of the vocabulary: their own, and what title and text are about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotated_reader.site.entries import Entry
from annotated_reader.site.plain import excerpt, plain
from annotated_reader.site.tagging import (
    MOST,
    OFTEN,
    PER_MENTION,
    PER_MENTION_OF_PLACE,
    Reader,
    Tagging,
    needed,
)
from annotated_reader.vocabulary import Entity, Vocabulary, fold

KOREA = Entity("朝鲜", "place", "国家", ("北韩",))
PUTIN = Entity("普京", "person", "总统", ("普丁",), not_for=("about-others",))
SONG = Entity("茉莉花", "topic", "民歌", in_text=False)
FILLING = "海面平静无事" * 50
"""300 characters that name nobody."""


def of(*entities: Entity) -> Vocabulary:
    return Vocabulary(entities, {fold(name): entity for entity in entities for name in entity.names})


def tagged(*entries: Entry) -> Tagging:
    return Reader(of(KOREA, PUTIN, SONG)).tag(entries)


def tags(body: str = "", title: str = "无题", own: tuple[str, ...] = (), slug: str = "a") -> tuple[str, ...]:
    return tagged(Entry(slug, title, tags=own, body=body)).entries[0].tags


def test_an_articles_own_tags_come_first_under_their_preferred_names_each_once() -> None:
    assert tags("普丁" * 3, own=("北韓", "渔业", "朝鲜", "茉莉花")) == ("朝鲜", "渔业", "茉莉花", "普京")


def test_a_name_in_the_title_is_a_tag_and_one_in_passing_is_not() -> None:
    assert tags("没有提到。", title="普丁到訪") == ("普京",)
    assert tags("普丁来过一次，又来过一次。") == ()


@pytest.mark.parametrize(("kind", "each"), [("place", PER_MENTION_OF_PLACE), ("person", PER_MENTION)])
def test_a_longer_text_must_name_it_more_often_and_places_most(kind: str, each: int) -> None:
    assert needed(10, kind) == needed(OFTEN * each, kind) == OFTEN
    assert needed(OFTEN * each + 1, kind) == OFTEN + 1
    assert needed(5 * each, kind) == 5


def test_the_length_is_in_characters_of_chinese_and_in_words_of_english() -> None:
    reading = tagged(
        Entry("a", "x", body="朝鲜 and **Pluto**, 3.5 times。[链接](https://a.example/b)")
    ).readings["a"]
    assert reading.length == len(["朝", "鲜", "and", "Pluto", "3", "5", "times", "链", "接"])
    assert tags("朝鲜" * 3 + FILLING * 2) == ()
    assert tags("朝鲜" * 4 + FILLING * 2) == ("朝鲜",)
    assert tags("普京" * 3 + FILLING * 2) == ("普京",)


def test_a_text_adds_no_more_than_so_many_tags_the_most_named() -> None:
    many = [Entity(f"{chr(0x4E00 + n)}灯塔", "place", "") for n in range(MOST + 5)]
    body = "，".join(entity.name for n, entity in enumerate(many) for _ in range(3 + n))
    (entry,) = Reader(of(*many)).tag([Entry("a", "x", body=body)]).entries
    assert entry.tags == tuple(entity.name for entity in reversed(many[5:]))


def test_an_editor_rules_a_tag_out_for_one_article() -> None:
    assert tags("普京" * 9, own=("普丁",), slug="about-others") == ()
    assert tags("普京" * 9, own=("普丁",)) == ("普京",)


def test_names_in_addresses_pictures_and_tags_are_not_counted_and_quoted_marks_are_no_part() -> None:
    body = '![朝鲜](/朝鲜.png) <b title="朝鲜">x</b> [朝鲜的](https://a.example/朝鲜) 朝**鲜** {#朝鲜}'
    naming = tagged(Entry("a", "x", body=body)).readings["a"].namings["朝鲜"]
    assert naming.spellings == {"朝鲜": 2}


def test_every_spelling_is_counted_as_it_stands() -> None:
    reading = tagged(Entry("a", "北韓來信", body="朝鲜与朝鮮。\n北韓的北韓人。")).readings["a"]
    assert reading.namings["朝鲜"].spellings == {"北韓": 3, "朝鲜": 1, "朝鮮": 1}
    assert reading.namings["朝鲜"].in_title
    assert reading.namings["朝鲜"].excerpt == ("", "朝鲜", "与朝鮮。")


def test_tags_that_the_vocabulary_does_not_know_are_kept_and_listed_most_used_first() -> None:
    one, two = Entry("a", "x", tags=("渔业", "北韩")), Entry("b", "y", tags=("航海", "渔业"))
    tagging = tagged(one, two)
    assert [entry.tags for entry in tagging.entries] == [("渔业", "朝鲜"), ("航海", "渔业")]
    assert {tag: [entry.slug for entry in found] for tag, found in tagging.unlisted.items()} == {
        "渔业": ["a", "b"], "航海": ["b"]
    }  # fmt: skip
    assert list(tagging.unlisted) == ["渔业", "航海"]


def test_an_article_is_read_again_only_when_its_words_have_changed() -> None:
    reader = Reader(of(KOREA))
    entry = Entry("a", "x", body="朝鲜")
    first = reader.read(entry)
    assert reader.read(replace(entry, tags=("新",))) is first
    assert reader.read(replace(entry, body="朝鲜朝鲜")).namings["朝鲜"].count == 2


@pytest.mark.parametrize(("markdown", "words"), [
    ("## 标题\n\n> - **重**点\\*与\\[括号\\]", "标题\n\n重点*与[括号]"),
    ("| 甲 | 乙 |\n| --- | --: |\n| 丙 | 丁 |", " 甲  乙 \n\n 丙  丁 "),
    ("1. 一\n2. 二", "一\n二"),
    ("[文字](<https://a.example/b c> \"题\")与![图](x.png)", "文字与"),
    ("<figure markdown=\"span\">说明</figure>", "说明"),
    ("a_b_c 与 _强调_ 3 < 5", "a_b_c 与 强调 3 < 5"),
])  # fmt: skip
def test_plain_words_of_a_page(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def test_an_excerpt_is_the_sentence_cut_to_size() -> None:
    text = "前一句。这一句提到朝鲜，还没有完！后一句。"
    assert excerpt(text, text.index("朝鲜"), text.index("朝鲜") + 2) == ("这一句提到", "朝鲜", "，还没有完！")
    long = "长" * 100 + "朝鲜" + "短" * 100
    before, name, after = excerpt(long, 100, 102)
    assert (before, name, after) == ("…" + "长" * 40, "朝鲜", "短" * 60 + "…")
