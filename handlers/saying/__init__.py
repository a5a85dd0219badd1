"""Pure sayings that several commands share: facts in, parts of a reply out."""
