"""What the terminal can do: colours, clipboard, browser, job control."""
