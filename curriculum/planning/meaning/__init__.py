"""What texts mean, as vectors: search finds with them what is said in other words. The extra ``semantic``."""
