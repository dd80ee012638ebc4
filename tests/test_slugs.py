"""Slugs: readable, permanent, safe in any file system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.slugs import LENGTH, assign, is_slug, propose
from annotated_reader.values import Article


def slug_of(title: str, published: str | None = None) -> str:
    return propose(Article(title, "", "a.txt", "0" * 64, published=published))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("陕西与山西", "shaan-xi-yu-shan-xi"),
        ("陝西與山西", "shaan-xi-yu-shan-xi"),
        ("朝鲜", "chao-xian"),
        ("朝鮮", "chao-xian"),
        ("重庆银行行长", "chong-qing-yin-hang-hang-zhang"),
        ("重慶長江大橋", "chong-qing-chang-jiang-da-qiao"),
        ("廈門", "xia-men"),
        ("乾隆皇帝的著作", "qian-long-huang-di-de-zhu-zuo"),
        ("GDP增长5%，OECD's view", "gdp-zeng-zhang-5-oecds-view"),
        ("Médecins sans frontières", "medecins-sans-frontieres"),
        ("😀", "article"),
        ("", "article"),
        ("CON", "article-con"),
        ("Index", "article-index"),
    ],
)
def test_a_title_is_read_as_people_say_it(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_the_date_comes_first_where_it_is_known() -> None:
    assert slug_of("朝鲜", "2024-06-17") == "2024-06-17-chao-xian"
    assert slug_of("😀", "2024-06-17") == "article-2024-06-17"


def test_a_long_title_is_cut_between_words() -> None:
    assert slug_of("俄罗斯将与朝鲜建立非常深厚的关系") == "e-luo-si-jiang-yu-chao-xian-jian"
    long = slug_of("internationalisation of counterrevolutionary electroencephalography everywhere")
    assert long == "internationalisation-of-counterrevolutionary"


@given(st.text(), st.none() | st.dates().map(str))
def test_any_title_makes_a_name_that_is_safe_and_short(title: str, published: str | None) -> None:
    slug = slug_of(title, published)
    assert is_slug(slug)
    assert len(slug) <= LENGTH + len("article-2024-06-17-")


@pytest.mark.parametrize("text", ["", "..", "a/b", "A", "a--b", "-a", "a.md", "a" * 201, None, "朝鲜"])
def test_what_could_leave_the_folder_is_no_slug(text: object) -> None:
    assert not is_slug(text)


@given(
    st.dictionaries(
        st.text("abc", min_size=1), st.tuples(st.sampled_from("xyz"), st.text("01", min_size=8, max_size=8))
    ),
    st.frozensets(st.sampled_from(["x", "y", "x-000000", "z-0101010"])),
    st.randoms(),
)
def test_names_are_given_once_and_in_any_order_the_same(proposals, taken, random) -> None:  # type: ignore[no-untyped-def]
    unique = {row[1]: (path, row) for path, row in proposals.items()}
    proposals = dict(unique.values())
    slugs = assign(proposals, taken)
    shuffled = list(proposals.items())
    random.shuffle(shuffled)
    assert assign(dict(shuffled), taken) == slugs
    assert len(set(slugs.values())) == len(proposals)
    assert not taken & set(slugs.values())
