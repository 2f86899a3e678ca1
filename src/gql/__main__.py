"""The entry point of `policybook` and `python -m gql`.

Each worker process of the inspector imports the file its parent was started from, so this one must import nothing that
is large: the server is imported only when `main` runs.
"""


def main() -> None:
    """Runs the command line."""
    from gql.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
