"""Shipped pipelines, as TOML: which cleaners, in what order."""
