"""The documents that are sent: every mutation, and queries for all that staff and a client can see."""

_OWN_POLICY = """
fragment O on Policy {
  id version type status source relationship enteredPayerName insuranceType medicareSecondaryReason memberId
  planId planName groupId copay deductible
  employerOrSchool effectiveDate endDate needsPayer needsReview missingFields reviewedAt createdAt updatedAt
  policyholder { firstName middleName lastName dateOfBirth sex address { line1 line2 city state postalCode } }
  client { id } payer { id } endedBy { id } attachments { id fileName side }
}"""
_POLICY = f"fragment P on Policy {{ ...O reviewedBy }} {_OWN_POLICY}"
_PAYER = "fragment Y on Payer { id version name ediPayerId aliases archived }"
_CLIENT = "fragment C on Client { id firstName lastName dateOfBirth insuranceCollection { override } }"
_WARNINGS = "warnings { code policies { id } }"
_ERRORS = "replayed userErrors { code field }"
_CHANGES = "changes { field before after }"

_PAYLOADS = {
    "addPolicy": f"policy {{ ...P }} endedPolicies {{ previousEndDate newEndDate policy {{ ...P }} }}"
    f" existingPolicy {{ ...P }} {_WARNINGS}",
    "editPolicy": f"policy {{ ...P }} {_CHANGES} endedPolicies {{ previousEndDate newEndDate policy {{ ...P }} }}"
    f" settledPolicies {{ ...P }} existingPolicy {{ ...P }} {_WARNINGS}",
    "makePolicyInactive": f"policy {{ ...P }} {_CHANGES} existingPolicy {{ ...P }} {_WARNINGS}",
    "makePolicyActive": f"policy {{ ...P }} {_CHANGES} existingPolicy {{ ...P }} {_WARNINGS}",
    "markPolicyEnteredInError": f"policy {{ ...P }} {_CHANGES}"
    f" endedPolicies {{ previousEndDate newEndDate policy {{ ...P }} }} {_WARNINGS}",
    "submitPolicy": "policy { ...O } existingPolicy { ...O }"
    f" endedPolicies {{ previousEndDate newEndDate policy {{ ...O }} }} {_WARNINGS}",
    "createUpload": "upload { id url }",
    "markPolicyReviewed": "policy { ...P }",
    "addPayer": "payer { ...Y }",
    "editPayer": "payer { ...Y }",
    "addClient": "client { ...C }",
    "editClient": "client { ...C }",
    "setClientInsuranceCollection": "client { ...C }",
    "setPortalSettings": "practice { id collectsInsurance }",
}
_FRAGMENTS = {"...P": _POLICY, "...O": _OWN_POLICY, "...Y": _PAYER, "...C": _CLIENT}


def _document(operation: str, payload: str) -> str:
    fragments = "".join(text for spread, text in _FRAGMENTS.items() if spread in payload)
    kind = operation[0].upper() + operation[1:]
    return f"mutation M($input: {kind}Input!) {{ {operation}(input: $input) {{ {payload} {_ERRORS} }} }} {fragments}"


DOCUMENTS = {operation: _document(operation, payload) for operation, payload in _PAYLOADS.items()}

MOST_CLIENTS = 8
_ENTRY = "at actor actorRole cause causedBy { id } fields { field before after }"
_ELIGIBILITY = f"eligibility(dos: $dos) {{ eligible reason coversDateOfService {_WARNINGS} }}"


def _whole(newest: int) -> str:
    history = f"history(first: {newest}) {{ nodes {{ {_ENTRY} }} }}"
    return f"""
query Whole($dos: Date!) {{
  viewer {{ practice {{ id collectsInsurance {history} }} }}
  payers(first: 40, includeArchived: true) {{ nodes {{ ...Y {history} }} }}
  policiesToReview(first: 100) {{ totalCount nodes {{ id }} }}
  clients(first: {MOST_CLIENTS}) {{
    nodes {{
      ...C insuranceCollection {{ enabled practiceDefault }} {history}
      eligiblePolicies(dos: $dos) {{ id }} policies {{ ...P {history} {_ELIGIBILITY} }}
    }}
  }}
}} {_POLICY} {_CLIENT} {_PAYER}"""


NEWEST, ALL = 1, 20
"""How many entries of each history are selected: as many as a step may add, or all."""
WHOLE = {newest: _whole(newest) for newest in (NEWEST, ALL)}

OWN = f"""
query Own($other: ID!) {{
  viewer {{ client {{ id viewerCanAddPolicy policies {{ ...O }} }} }}
  node(id: $other) {{ id }}
}} {_OWN_POLICY}"""
"""A client's own chart, and another client's, which must look missing."""
