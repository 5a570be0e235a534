"""Profiles: the same documents as without, and figures that add up."""

from __future__ import annotations

from cleantext import Document, Pipeline
from cleantext.core.profile import REST, Profile, profiled

PAGE = "Ferry hits pier\n\nBy Ada Example\n\nA ferry ran into the old pier on Sunday , the harbour office said.\n"


def test_a_profile_counts_edits_and_runs_of_each_cleaner_in_order() -> None:
    pipeline = Pipeline(["soft-hyphens", "bylines", "spaces-before-marks", "blank-lines"])
    cleaned, costs = profiled(pipeline, Document(PAGE))
    assert cleaned == pipeline(Document(PAGE))
    cleaners = [name for name in costs if not name.startswith("(")]  # looks have a line of their own
    assert cleaners == ["soft-hyphens", "bylines", "spaces-before-marks", "blank-lines"]
    assert list(costs)[-1] == REST
    made = {name: sum(len(step.edits) for step in cleaned.trail if step.cleaner == name) for name in costs}
    assert {name: cost.edits for name, cost in costs.items()} == made
    assert made["bylines"]
    assert made["spaces-before-marks"]
    assert costs["soft-hyphens"].runs == 0  # nothing in the text could concern it
    assert all(cost.seconds >= 0 for cost in costs.values())


def test_costs_add_up_over_documents_and_read_as_a_table() -> None:
    profile = Profile(Pipeline.preset("news"))
    for _ in range(3):
        profile(Document(PAGE))
    table = str(profile).splitlines()
    assert table[0].split() == ["cleaner", "ms", "share", "runs", "edits"]
    assert table[-1].startswith("together")
    bylines = next(line.split() for line in table if line.startswith("bylines "))
    assert int(bylines[-1]) == 3 * profiled(Pipeline.preset("news"), Document(PAGE))[1]["bylines"].edits
    assert not any(line.startswith("soft-hyphens ") for line in table)


def test_a_cleaner_that_stands_twice_is_counted_together() -> None:
    pipeline = Pipeline(["blanks", "bylines", "blanks"])
    cleaned, costs = profiled(pipeline, Document("The ferry  sails.\n"))
    assert cleaned == pipeline(Document("The ferry  sails.\n"))
    assert costs["blanks"].edits == 1
    assert costs["blanks"].runs >= 2


def test_a_look_that_cleaners_share_has_a_line_of_its_own() -> None:
    pipeline = Pipeline(["share-bars", "follow-prompts"])
    page = Document(PAGE + "\nShare this article\n")
    cleaned, costs = profiled(pipeline, page)
    assert cleaned == pipeline(page)
    assert costs["(debris)"].runs >= 1
    assert costs["share-bars"].edits == 1
    assert profiled(pipeline, Document("Nothing."))[1]["share-bars"].runs == 0
