"""Discord: slash commands and buttons in, embeds out; nothing here knows of markets."""
