"""Who may add insurance in the portal, and when (portal article: Controlling Whether Clients Can Add Insurance)."""

from insurance.collection import insurance_collection
from insurance.facts import Client
from insurance.problems import Problem, not_found
from insurance.submission import COLLECTION_OFF
from store.acts.act import Act


async def collected_from(act: Act) -> Client | Problem:
    """The portal caller's client, or why they may add nothing.

    Read where it is written, so that no switch of the settings comes in between.
    """
    client, practice = await act.client(act.caller.client_id), await act.practice()
    if client is None:
        return not_found("client")
    collects = insurance_collection(client.collection_override, practice.collects_insurance).enabled
    return client if collects else COLLECTION_OFF
