"""Neighbouring line rules run over a text together: each line is met once, and most lines not at all."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.core.cleaner import LineRule, line_edits
from cleantext.core.document import Document, Edit
from cleantext.core.gates import Gate
from cleantext.core.layout import short_lines
from cleantext.core.scanner import Scanner


class LineScan:
    """Line rules in a row, with the same result and the same steps as one rule after the other."""

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self.rules = tuple(rules)
        self._short = [(index, rule) for index, rule in enumerate(rules) if rule.longest is not None]
        self._others = [index for index, rule in enumerate(rules) if rule.longest is None]
        self._scanner = Scanner([rules[index].triggers for index in self._others])
        triggers = [trigger for rule in rules for trigger in rule.triggers]
        gated = triggers if all(rule.triggers for rule in rules) else ()
        self.gate = Gate(gated, search=not self._short)

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
        for rule, edits in zip(self.rules, edits_of, strict=True):
            if edits:
                document = document.edited(rule.name, edits)
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

    def _scan(self, document: Document) -> list[list[Edit]]:
        """Return the edits of each rule, with offsets into the text that the rules before it leave."""
        text = document.text
        edits_of: list[list[Edit]] = [[] for _ in self.rules]
        growth = [0] * len(self.rules)  # code points that each rule has added on the lines so far
        for start, line, rules in self._candidates(document):
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
