"""First mentions lead to what they name; not a letter of the text changes, and no link stands in a link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from annotated_reader.site.entities import Portrait
from annotated_reader.site.tagging import Naming, Reading
from annotated_reader.site.terms import MOST, Term, lead_to_terms, terms_of
from annotated_reader.vocabulary import Entity, Scanner, Vocabulary

TONGA = Entity("汤加", "place", '岛国 "A" & <B>', ("东加",))
FIJI = Entity("斐济", "place", "岛国")
SCANNER = Scanner(Vocabulary((TONGA, FIJI)))
TERMS = {
    entity.name: Term(entity.name, entity.kind, entity.gloss, f"tags/{page}/")
    for entity, page in ((TONGA, "tang-jia"), (FIJI, "fei-ji"))
}


def led(content: str) -> str:
    return lead_to_terms(content, TERMS, SCANNER, lambda url: f"../../{url}")


def links(content: str) -> list[tuple[str, str]]:
    root = fragment_fromstring(led(content), create_parent="div")
    return [(link.text or "", link.get("href") or "") for link in root.find_class("term")]


def test_the_first_mention_of_each_leads_to_its_page_in_the_words_of_the_text() -> None:
    assert links("<p>東加与斐济，汤加与斐济。</p>") == [
        ("東加", "../../tags/tang-jia/"),
        ("斐济", "../../tags/fei-ji/"),
    ]
    (link,) = fragment_fromstring(led("<p>汤加</p>"), create_parent="div").find_class("term")
    assert link.get("data-gloss") == '汤加：岛国 "A" & <B>'
    assert link.get("aria-describedby") == TERMS["汤加"].id == "term-tang-jia"


@pytest.mark.parametrize(
    "closed",
    [
        "<a href='x'>{}</a>",
        "<h2>{}</h2>",
        "<code>{}</code>",
        "<pre>{}</pre>",
        "<mark>{}</mark>",
        "<a><b>{}</b></a>",
    ],
)
def test_a_mention_in_a_link_or_a_heading_is_passed_over_for_the_next(closed: str) -> None:
    assert links(f"{closed.format('汤加')}汤加<p>汤加</p>") == [("汤加", "../../tags/tang-jia/")]
    assert led(closed.format("汤加")).count("term") == 0


def test_mentions_stand_before_behind_and_within_other_elements() -> None:
    content = "一<b>二汤</b>加<i>三</i>四斐济五<em>六<u>七</u>东加八</em>九"
    assert links(content) == [("斐济", "../../tags/fei-ji/"), ("东加", "../../tags/tang-jia/")]


def test_nothing_is_touched_where_nothing_is_to_be_explained() -> None:
    assert lead_to_terms("<p>汤加<p>", {}, SCANNER, str) == "<p>汤加<p>"


@given(st.text("汤加东斐济 <b>/&;a", max_size=60))
def test_no_letter_of_a_text_changes(text: str) -> None:
    content = f"<p>{text}</p>"
    before = fragment_fromstring(content, create_parent="div").text_content()
    after = fragment_fromstring(led(content), create_parent="div")
    assert after.text_content() == before
    assert not after.xpath("//a//a")
    assert len({link.get("href") for link in after.find_class("term")}) == len(after.find_class("term"))


def test_a_text_explains_so_many_names_and_only_those_with_a_page() -> None:
    entities = [Entity(f"第{number}站", "place", "站") for number in range(MOST + 5)]
    reading = Reading({entity.name: Naming({entity.name: 1}, in_title=False) for entity in entities})
    portraits = {entity.name: Portrait(entity, f"tags/{entity.name}/", (), ()) for entity in entities[1:]}
    assert [term.name for term in terms_of(reading, portraits)] == [e.name for e in entities[1 : MOST + 1]]
