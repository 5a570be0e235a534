"""Neighbouring line rules run over a text together: each line is met once, and most lines not at all."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.core.cleaner import LineRule, line_edits
from cleantext.core.document import Document, Edit
from cleantext.core.gates import Gate
from cleantext.core.scanner import Scanner


class LineScan:
    """Line rules in a row, with the same result and the same steps as one rule after the other."""

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self.rules = tuple(rules)
        self._scanner = Scanner([rule.triggers for rule in rules])
        triggers = [trigger for rule in rules for trigger in rule.triggers]
        self.gate = Gate(triggers if all(rule.triggers for rule in rules) else ())

    def once(self, document: Document) -> Document:
        """Run each rule once over the document."""
        return self.run(document) if self.gate.opens(document) else document

    def run(self, document: Document) -> Document:
        """Do what `once` does to a document whose text is known to hold a trigger."""
        try:
            edits_of = self._scan(document.text)
        except Exception:  # whichever rule fails, the plain way finds it and writes its reason into the trail
            for rule in self.rules:
                document = rule.once(document)
            return document
        for rule, edits in zip(self.rules, edits_of, strict=True):
            if edits:
                document = document.edited(rule.name, edits)
        return document

    def _scan(self, text: str) -> list[list[Edit]]:
        """Return the edits of each rule, with offsets into the text that the rules before it leave."""
        edits_of: list[list[Edit]] = [[] for _ in self.rules]
        growth = [0] * len(self.rules)  # code points that each rule has added on the lines so far
        for start, line, rules in self._scanner.candidates(text):
            broken = start + len(line) < len(text)
            added = [0] * len(self.rules)
            touched = False
            shift = 0
            for index, rule in enumerate(self.rules):
                # A line that a rule changed may hold triggers it did not hold before.
                if rule.might_change(line) if touched else index in rules:
                    new = rule.rewritten(line)
                    if new != line:
                        edits_of[index].extend(line_edits(start + shift, line, new, broken))
                        touched = True
                        if new is None and broken:
                            added[index] = -len(line) - 1
                            break
                        added[index] = len(new or "") - len(line)
                        line = new or ""
                shift += growth[index]
            growth = [total + now for total, now in zip(growth, added, strict=True)] if touched else growth
        return edits_of
