"""What the commands do: one module a command, each a page that shows all its stages in order.

The only room that opens the user's files, writes output and asks for the date; everything below takes text or bytes.
"""
