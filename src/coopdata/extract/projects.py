"""Projects and programmes, and the organizations that fund, run, coordinate or host them.

A capitalised phrase that ends in a project noun names a project, as does what is said to be established ("the
establishment of the Techno Park"); a feasibility study is one under its own words. Sentences about "the project"
that follow give it dates, money and organizations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from coopdata.documents.dates import resolve_range
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence, words_needed
from coopdata.extract.lexicon import Kind
from coopdata.extract.patterns import compile_pattern
from coopdata.extract.phrases import run_start, side_by_side
from coopdata.extract.scene import Scene
from coopdata.ids import fold
from coopdata.reference.files import read_rows
from coopdata.reference.wordlists import word_list

_FOUNDING = (
    *("establishment of", "establishing of", "construction of", "launch of", "launching of"),
    *("establishing", "launching", "building"),
)
_ESTABLISHED = re.compile(rf"\b(?:{'|'.join(_FOUNDING)}) (?:the |a |an )?$")
_FOUNDS = words_needed(_FOUNDING)
_STUDY = re.compile(
    r"\bfeasibility study(?: (?:to|for|on|of) [^.;\"]{3,160}?)?(?= (?:at|through|by|with|under|which|that) |[.;,\"]|$)"
)
_UNTIL = re.compile(r"\b(?:until|through|up to|by|ending|ends in) $")
_RECENT = 100
"""So many projects before one may be the same."""
_ANAPHOR = re.compile(r"\b(?:[Tt]he|[Tt]his) (?:[A-Z]{2,5} )?(?:project|programme|program|scheme|initiative)\b")


@dataclass
class ProjectDraft:
    """A project in the making."""

    name: Evidence
    kind: str
    starts: Evidence | None = None
    ends: Evidence | None = None
    amounts: list[Chunk] = field(default_factory=list)
    organizations: list[tuple[Chunk, str, str]] = field(default_factory=list)
    """Organization chunk, role, rule."""
    country: Evidence | None = None

    @cached_property
    def folded(self) -> str:
        """The name as it is compared."""
        return fold(self.name.value)


def read_projects(scene: Scene) -> list[ProjectDraft]:
    """The projects of a document in the order of the text, each once."""
    drafts: list[ProjectDraft] = []
    current: ProjectDraft | None = None
    for clause in scene.clauses:
        for draft in _candidates(clause):
            known = next((other for other in drafts[-_RECENT:] if _same(other, draft)), None)
            if known is None:
                drafts.append(draft)
            current = known or draft
        about = current is not None and (
            _speaks_of(clause, current)
            or _ANAPHOR.search(clause.passage.text, clause.passage.start, clause.passage.end)
        )
        if current is not None and about:
            _add_circumstances(scene, clause, current)
    return drafts


def _speaks_of(clause: Clause, draft: ProjectDraft) -> bool:
    sentence = clause.passage.text[clause.passage.start : clause.passage.end]
    return draft.name.value in sentence or _ANAPHOR.search(sentence) is not None


def _candidates(clause: Clause) -> Iterator[ProjectDraft]:
    passage = clause.passage
    for hit in passage.hits[Kind.PROJECT]:
        index = passage.index_at(hit.start)
        if not passage.words[index].is_capital or index == 0 or not side_by_side(passage.words, index):
            continue
        first = run_start(passage.words, index)
        while first < index and passage.words[first].lower in word_list("sentence_opener"):
            first += 1
        if index - first >= 1 and passage.index_at(hit.end) > index:
            start = passage.words[first].start
            yield _draft(passage.text[start : hit.end], start, hit.end, hit.entry.value, "project.noun")
    studies = _STUDY.finditer(passage.text, passage.start, passage.end) if "feasibility" in passage.parts else ()
    for match in studies:
        yield _draft(match.group(), match.start(), match.end(), "study", "project.study")
    for chunk in clause.of("P") + clause.of("U") if not passage.parts.isdisjoint(_FOUNDS) else ():
        if _ESTABLISHED.search(passage.text[max(passage.start, chunk.start - 24) : chunk.start]):
            name = passage.text[chunk.start : chunk.end]
            draft = _draft(name, chunk.start, chunk.end, "project", "project.established")
            if chunk.symbol == "P" and chunk.value.organization is not None:
                draft.country = chunk.value.organization.country
            yield draft


def _draft(name: str, start: int, end: int, kind: str, rule: str) -> ProjectDraft:
    return ProjectDraft(Evidence(name, start, end, rule, confidence=0.8), kind)


def _same(one: ProjectDraft, other: ProjectDraft) -> bool:
    mine, theirs = one.folded, other.folded
    return mine == theirs or mine.startswith(f"{theirs} in ") or theirs.startswith(f"{mine} in ")


def _add_circumstances(scene: Scene, clause: Clause, draft: ProjectDraft) -> None:
    for role, rule, matcher in _role_patterns():
        for match in matcher.finditer(clause.line):
            for chunk in clause.named(match.group("parties1")):
                if chunk.symbol == "P" and chunk.value.organization is not None and not _has(draft, chunk, role):
                    draft.organizations.append((chunk, role, rule))
    published = scene.document.published.date if scene.document.published else None
    for chunk in clause.of("D"):
        before = clause.passage.text[max(clause.passage.start, chunk.start - 12) : chunk.start]
        if _UNTIL.search(before) or _UNTIL.search(f"{clause.passage.text[chunk.start : chunk.end]} "):
            end, _ = resolve_range(chunk.value, published)
            if end is not None and draft.ends is None:
                draft.ends = Evidence(str(end), chunk.start, chunk.end, "project.until", confidence=0.85)
    draft.amounts += [chunk for chunk in clause.of("M") if chunk not in draft.amounts]


def _has(draft: ProjectDraft, chunk: Chunk, role: str) -> bool:
    return any(other.value.key == chunk.value.key and known == role for other, known, _ in draft.organizations)


@cache
def _role_patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    return [(row["role"], row["id"], compile_pattern(row["pattern"])) for row in read_rows("project_patterns.csv")]
