"""Where `policybook` and `python -m gql` begin.

A worker process imports the file that its parent was started from before it does anything else: it must find next to
nothing there. The server is imported only once it is known that this process is to be one.
"""


def main() -> None:
    """Runs the command line."""
    from gql.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
