"""Cards by a language model: what it is asked, what it answered, and the file that keeps its drafts."""
