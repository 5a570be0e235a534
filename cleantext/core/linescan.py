"""Neighbouring line rules run over a text together: each line is met once, and most lines not at all."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.core.cleaner import LineRule, line_edits
from cleantext.core.document import Document, Edit
from cleantext.core.gates import Gate
from cleantext.core.scanner import Scanner

_FEW_TRIGGERS = 40


class LineScan:
    """Line rules in a row, with the same result and the same steps as one rule after the other.

    Not for rules for short lines: each of those is asked by itself faster.
    """

    asks = None
    families = ()

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self.rules = tuple(rules)
        self._scanner = Scanner([rule.triggers for rule in rules])
        triggers = {trigger for rule in rules for trigger in rule.triggers}
        # The scanner knows how to look for many triggers.
        few = len(triggers) <= _FEW_TRIGGERS
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

    def _scan(self, document: Document) -> dict[int, list[Edit]]:
        """Return the edits of each rule that has some, with offsets into the text that the rules before it leave."""
        size = len(document.text)
        edits_of: dict[int, list[Edit]] = {}
        growth: dict[int, int] = {}  # code points that a rule has added on the lines so far
        for start, line, rules in self._scanner.candidates(document.text):
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
                waiting = sorted((later for later in self._scanner.rules_for(line) if later > index), reverse=True)
            for index, grown in added.items():
                growth[index] = growth.get(index, 0) + grown
        return edits_of
