"""What a library holds, a module each: articles, versions, subscriptions, state, corrections."""
