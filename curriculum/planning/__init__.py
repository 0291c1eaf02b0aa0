"""A Library in, an Outline out: themes, ranking, grouping, order, workload."""
