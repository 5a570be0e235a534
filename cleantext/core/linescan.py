"""Neighbouring line rules run over a text together: each line is met once, and most lines not at all."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.core.cleaner import LineRule, line_edits
from cleantext.core.document import Document, Edit
from cleantext.core.gates import Gate
from cleantext.core.layout import short_lines
from cleantext.core.scanner import Scanner

_FEW_TRIGGERS = 40


class LineScan:
    """Line rules in a row, with the same result and the same steps as one rule after the other."""

    asks = None

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self.rules = tuple(rules)
        self._short = [(index, rule) for index, rule in enumerate(rules) if rule.longest is not None]
        self._others = [index for index, rule in enumerate(rules) if rule.longest is None]
        self._scanner = Scanner([rules[index].triggers for index in self._others])
        triggers = {trigger for rule in rules for trigger in rule.triggers}
        # The scanner knows how to look for many triggers; and the few short lines are asked faster than the whole text.
        few = not self._short and len(triggers) <= _FEW_TRIGGERS
        self.gate = Gate(triggers if all(rule.triggers for rule in rules) else (), search=few)

    def once(self, document: Document) -> Document:
        """Run each rule once over the document."""
        return self.run(document) if self.gate.opens(document) else document

    def run(self, document: Document) -> Document:
        """Do what `once` does to a document whose text is known to hold a trigger."""
        try:
            edits_of = self._scan(document)
        except Exception:  # whichever rule fails, the plain way finds it and writes its reason into the trail
            for rule in self.rules:
                document = rule.once(document)
            return document
        for index in sorted(edits_of):
            document = document.edited(self.rules[index].name, edits_of[index])
        return document

    def _candidates(self, document: Document) -> list[tuple[int, str, set[int]]]:
        """Return the lines that some rule might change, each with its offset and the places of those rules."""
        found = {
            start: (start, line, {self._others[index] for index in rules})
            for start, line, rules in self._scanner.candidates(document.text)
        }
        short = [(index, rule) for index, rule in self._short if rule.might_occur(document)]
        if short:
            for _, line in document.derived(short_lines):
                rules = {index for index, rule in short if rule.might_change(line.text)}
                if rules:
                    known = found.get(line.start)
                    found[line.start] = (line.start, line.text, rules | known[2] if known else rules)
        return sorted(found.values(), key=lambda candidate: candidate[0])

    def _scan(self, document: Document) -> dict[int, list[Edit]]:
        """Return the edits of each rule that has some, with offsets into the text that the rules before it leave."""
        size = len(document.text)
        edits_of: dict[int, list[Edit]] = {}
        growth: dict[int, int] = {}  # code points that a rule has added on the lines so far
        for start, line, rules in self._candidates(document):
            broken = start + len(line) < size
            added: dict[int, int] = {}
            waiting = sorted(rules, reverse=True)
            while waiting:
                index = waiting.pop()
                new = self.rules[index].rewritten(line)
                if new == line:
                    continue
                shift = sum(grown for earlier, grown in growth.items() if earlier < index)
                edits_of.setdefault(index, []).extend(line_edits(start + shift, line, new, broken))
                if new is None and broken:
                    added[index] = -len(line) - 1
                    break
                added[index] = len(new or "") - len(line)
                line = new or ""
                # A line that a rule changed may hold triggers it did not hold before.
                waiting = sorted((later for later in self._rules_for(line) if later > index), reverse=True)
            for index, grown in added.items():
                growth[index] = growth.get(index, 0) + grown
        return edits_of

    def _rules_for(self, line: str) -> set[int]:
        short = {index for index, rule in self._short if rule.might_change(line)}
        return short.union(self._others[index] for index in self._scanner.rules_for(line))
