"""Trails to figures: what was done to a corpus."""
