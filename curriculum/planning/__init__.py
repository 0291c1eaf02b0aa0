"""A Library in, an Outline out: themes, ranking, grouping, order, workload."""

from curriculum.planning.affinity import themes_of

__all__ = ["themes_of"]
