"""Who does independent jobs: this process, others on this machine, or those of a cluster."""
