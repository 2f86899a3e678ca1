"""The address of a policyholder who lives where the client lives (CMS-1500 box 7)."""

from dataclasses import replace

from insurance.facts import Client, Policyholder


def with_current_address(policyholder: Policyholder | None, client: Client | None) -> Policyholder | None:
    """The policyholder, with the client's address as it is now if it is the policyholder's too.

    None if there is none.
    """
    if policyholder is None or client is None or not policyholder.same_address_as_client:
        return policyholder
    return replace(policyholder, address=client.address)
