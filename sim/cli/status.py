"""The exit statuses of the command line."""

SUCCESS, FAULTS, WRONG_USE, STOPPED, UNREAD = 0, 1, 2, 130, 141
