"""Pictures: painted with Pillow from data, in one thread of their own."""
