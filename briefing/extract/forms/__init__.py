"""Documents that are no articles: what their structure says of who speaks and what is when."""

FORM_NAMES = ("article", "transcript", "agenda", "communique", "liveblog", "digest")
"""The forms that a reader can name (``--as``); ``detect`` reads them."""
