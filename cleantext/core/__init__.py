"""What every cleaner stands on: documents, edits, rules, the registry and the pipeline."""
