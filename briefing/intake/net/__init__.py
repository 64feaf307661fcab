"""Connections, requests and responses, within limits."""
