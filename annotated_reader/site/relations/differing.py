"""What several tellings have of one thing: its name cut short or in full, its number given otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotated_reader.site.relations.features import COUNTED, NAMED
from annotated_reader.site.relations.mentioned import Mentioned

SHORTEST = 4
"""Characters of a name that another one may be the fuller form of."""


def by_fullest_name(found: Sequence[Mentioned], texts: Sequence[str]) -> list[Mentioned]:
    """Return the mentions with each marked name under the fullest one that begins or ends with it.

    《全面战略伙伴关系》 is the 全面战略伙伴关系条约 of another telling; where two names go on with it, it
    stands for itself.
    """
    fuller = _fuller(found, texts)
    return [_renamed(each, fuller) for each in found]


def _fuller(found: Sequence[Mentioned], texts: Sequence[str]) -> dict[str, str]:
    written: dict[str, set[str]] = defaultdict(set)
    for each, text in zip(found, texts, strict=True):
        for term, places in each.items():
            if term.startswith(NAMED):
                written[term].update(text[place.start : place.end] for place in places)
    fuller = {}
    for term in _marked(found):
        name = term[1:]
        others = {other for other, forms in written.items() if other != term and _goes_on(forms, name)}
        longest = [other for other in others if all(_covers(other, each) for each in others)]
        if len(name) >= SHORTEST and len(longest) == 1:
            fuller[term] = longest[0]
    return fuller


def _marked(found: Sequence[Mentioned]) -> Iterator[str]:
    terms = dict.fromkeys(term for each in found for term in each if term.startswith(NAMED))
    for term in terms:
        if all(place.is_marked for each in found for place in each.get(term, ())):
            yield term


def _goes_on(forms: set[str], name: str) -> bool:
    return any(len(form) > len(name) and (form.startswith(name) or form.endswith(name)) for form in forms)


def _covers(longer: str, term: str) -> bool:
    return longer == term or longer[1:].startswith(term[1:]) or longer[1:].endswith(term[1:])


def _renamed(each: Mentioned, fuller: dict[str, str]) -> Mentioned:
    renamed: Mentioned = {}
    for term, places in each.items():
        renamed.setdefault(fuller.get(term, term), []).extend(places)
    return {term: sorted(places, key=lambda place: place.start) for term, places in renamed.items()}


def by_what_is_counted(found: Sequence[Mentioned]) -> dict[str, list[str | None]]:
    """Return by label, ``…枚炮弹``, the figure that each telling gives; of labels on which they differ."""
    labels = dict.fromkeys(label for each in found for label in _figures_by_label(each))
    by_label = {label: [_figures_by_label(each).get(label, []) for each in found] for label in labels}
    return {
        label: [figures[0] if figures else None for figures in given]
        for label, given in by_label.items()
        if _differ(given)
    }


def _figures_by_label(each: Mentioned) -> dict[str, list[str]]:
    by_label: dict[str, list[str]] = {}
    for term, places in each.items():
        if term.startswith(COUNTED):
            for label in dict.fromkeys(place.label for place in places if place.label):
                by_label.setdefault(label, []).append(term)
    return by_label


def _differ(given: Sequence[Sequence[str]]) -> bool:
    """Tell whether two tellings at least give one figure each, and not the same."""
    figures = [each[0] for each in given if each]
    return len(set(figures)) > 1 and len(figures) > 1 and all(len(each) <= 1 for each in given)
