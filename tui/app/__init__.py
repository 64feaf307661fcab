"""The Textual application and the parts that it owns."""
