"""The doors: each turns one platform's bytes into requests and replies into its bytes."""
