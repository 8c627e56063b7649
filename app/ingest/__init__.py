"""Inputs to articles, or refusals with their cause. Returns values, stores nothing."""
