"""Forms that change what is planned from, with what saving them would do."""
