"""Subscriptions: rounds, schedule, what comes in by them."""
