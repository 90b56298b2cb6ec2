"""speechgen: a leader's speech becomes a spec of annual priorities, and the spec becomes the year's documents."""

__version__ = "0.1.0"
