"""Documents that are no articles: what their structure says of who speaks and what is when."""
