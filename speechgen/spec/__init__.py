"""The spec: the one source of every document that speechgen makes."""
