"""What every room shares: commands, replies, ports, principals, errors, texts and time."""
