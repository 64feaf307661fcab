"""Foreign bytes are parsed in a child process that can be killed."""
