"""The product: open, say, reply, close, read, history; who may; what is told to whom."""
