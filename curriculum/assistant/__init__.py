"""The door for assistants: what a program that speaks MCP may read, propose and have built."""
