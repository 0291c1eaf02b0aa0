"""The page of this machine: look at the cards and decide, over the same files that the commands read."""
