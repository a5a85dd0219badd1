"""The whole program against the stand-in of the exchanges: a line in, a reply out."""
