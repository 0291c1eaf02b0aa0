"""The curriculum as one page of a browser: the month, its weeks, their cards."""
