"""The tables that the program knows the world by; no code."""
