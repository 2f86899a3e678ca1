"""What the server tells its operator of the requests it answers: log lines, metrics and traces, without any content."""
