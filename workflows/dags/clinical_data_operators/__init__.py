"""Operators of clinical data for Kaapana."""
