"""Turn podcast-episode notes into a month of learning."""

__version__ = "0.1.0"
