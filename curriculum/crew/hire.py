"""Hire: the crew that somebody asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from curriculum.crew.cores import Cores
from curriculum.crew.crew import Alone, Crew


def hire(workers: int | None = None, cluster: str = "") -> Crew:
    """So many processes of this machine, as many as there are cores when it is None; or that cluster's.

    The crew is to be left at the end. Entering raises CurriculumError when the cluster does not answer.
    """
    if cluster:
        from curriculum.crew.cluster import Cluster

        return Cluster(cluster)
    return Alone() if workers == 1 else Cores(workers)


@contextmanager
def lent(crew: Crew | None) -> Iterator[Crew]:
    """The crew that is there and goes on; where there is none, one of all cores for this alone."""
    if crew is not None:
        yield crew
        return
    with hire() as own:
        yield own
