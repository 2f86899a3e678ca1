"""Who may add insurance in the portal, and when (portal article: Controlling Whether Clients Can Add Insurance)."""

from insurance.facts import Client
from insurance.insurance_collection import insurance_collection
from insurance.problems import Problem, not_found
from insurance.submission import COLLECTION_OFF
from store.acts.unit_of_work import UnitOfWork


async def client_who_may_add(unit: UnitOfWork) -> Client | Problem:
    """The portal caller's client, or why they may not add insurance.

    It is read in the transaction that writes, so that the setting cannot change in between.
    """
    client, practice = await unit.client(unit.caller.client_id), await unit.practice()
    if client is None:
        return not_found("client")
    collection = insurance_collection(client.collection_override, practice.collects_insurance)
    return client if collection.enabled else COLLECTION_OFF
