"""Weeks in print: HTML from the outline, then PDF."""
