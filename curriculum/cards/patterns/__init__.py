"""The patterns, one a file: each turns a told sentence into drafts, or stays silent.

A file has one ``PATTERN`` (``curriculum.cards.pattern``); putting it here is all that a new one needs.
"""
