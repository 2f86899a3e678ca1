"""Documents made to keep a server busy: each line is one way to try it."""


def many(count: int, text: str) -> str:
    """The text repeated, with a number for `#`."""
    return " ".join(text.replace("#", str(number)) for number in range(count))


def nested(depth: int, before: str, within: str = "", after: str = "") -> str:
    return before * depth + within + after * depth


def fragments(count: int, text: str, last: str) -> str:
    """A chain of fragments on Query: `NEXT` in the text is the name of the next one."""
    chain = (f"fragment F{number} on Query {{ {text.replace('NEXT', f'F{number + 1}')} }}" for number in range(count))
    return " ".join([*chain, f"fragment F{count} on Query {{ {last} }}"])


CHAIN = "{ client(id: 1) { policies { client { policies { client { policies { id } } } } } } }"

HOSTILE: dict[str, str] = {
    "fragments that double 22 times": "{ ...F0 }" + fragments(22, "...NEXT ...NEXT", "viewer { role }"),
    "fields that double 22 times": "{ node(id: 1) { ...F0 } }"
    + "".join(
        f"fragment F{n} on Policy {{ a: endedBy {{ ...F{n + 1} }} b: endedBy {{ ...F{n + 1} }} }}" for n in range(22)
    )
    + "fragment F22 on Policy { id }",
    "a chain of 400 fragments": "{ ...F0 }" + fragments(400, "...NEXT", "viewer { role }"),
    "a fragment in itself": "{ ...F } fragment F on Query { ...F }",
    "two fragments in each other": "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
    "430 fragments with the same field": "{ viewer {"
    + many(430, "...F#")
    + "}}"
    + many(430, "fragment F# on Viewer { role }"),
    "250 operations through 180 fragments": many(250, "query A# { ...F0 }")
    + fragments(180, "viewer { role } ...NEXT", "viewer { role }"),
    "10,000 nested braces": nested(10_000, "{ a "),
    "150 nested fields": nested(75, "{ viewer { practice ", "{ id }", "} }"),
    "10,000 nested lists": "{ nodes(ids: " + nested(10_000, "[", "1", "]") + ") { id } }",
    "190 nested lists": "{ nodes(ids: " + nested(190, "[", "1", "]") + ") { id } }",
    "190 nested objects": "{ eligiblePolicies(services: " + nested(190, "{a: ", "1", "}") + ") { dos } }",
    "a type nested 190 deep": "query ($x: " + nested(190, "[", "Int", "]") + ") { viewer { role } }",
    "30 nested inline fragments of lists": "{" + nested(30, "... { ", CHAIN[1:-1], "}") + "}",
    "10,000 aliases": "{" + many(10_000, "a#: viewer { role }") + "}",
    "500 aliases": "{" + many(500, "a#: viewer { role }") + "}",
    "500 aliases in a fragment": "{ ...F } fragment F on Query {" + many(500, "a#: viewer { role }") + "}",
    "500 aliases in inline fragments": "{" + many(50, "... {" + many(10, "a##: viewer { role }") + "}") + "}",
    "10,000 times the same field": "{ viewer {" + many(10_000, "role") + "} }",
    "3,900 times the same field": "{ viewer {" + many(3_900, "role") + "} }",
    "560 times the same root field": "{" + many(560, "viewer { role }") + "}",
    "the same field in 900 inline fragments": "{ viewer {" + many(900, "... { role }") + "} }",
    "the same fields on every level": "{"
    + many(18, "viewer { " + many(10, "practice { " + many(18, "id") + "}") + "}")
    + "}",
    "900 conflicts": "{ viewer {" + many(900, "a: role a: displayName") + "} }",
    "440 conflicting arguments": "{" + many(440, "client(id: #) { id }") + "}",
    "3,900 unknown fields": "{ viewer {" + many(3_900, "z#") + "} }",
    "600 unknown types": "{ viewer {" + many(600, "... on Z# { a }") + "} }",
    "1,900 unknown directives": "{ viewer { role " + many(1_900, "@a") + "} }",
    "600 directives": "{ viewer { role " + many(600, "@include(if: true)") + "} }",
    "990 unused variables": "query (" + many(990, "$x#: Int") + ") { viewer { role } }",
    "a name of a million letters": "{ " + "x" * 1_000_000 + " }",
    "a string of a million letters": '{ node(id: "' + "x" * 1_000_000 + '") { id } }',
    "a block string of 500,000 lines": '{ node(id: """' + "x\n" * 500_000 + '""") { id } }',
    "100,000 escapes": '{ node(id: "' + "\\u0041" * 100_000 + '") { id } }',
    "a million spaces": "{ viewer { role } }" + " " * 1_000_000,
    "500,000 comments": "{ viewer { role } }" + "#\n" * 500_000,
    "9,000 comments": "{ viewer { role } }" + "#\n" * 9_000,
    "a number of 50,000 digits": "{ clients(first: " + "9" * 50_000 + ") { totalCount } }",
    "a list in itself": CHAIN,
    "a list in itself, by way of fragments": "{ client(id: 1) { ...A } }"
    "fragment A on Client { policies { client { ...B } } } fragment B on Client { policies { id } }",
    "more rows than there are numbers": "{ a: clients(first: -2147483648) { nodes { id } }"
    + many(40, "b#: clients(first: 100) { nodes { policies { attachments { url } } } }")
    + "}",
    "as many rows as variables may ask": "query ($n: Int) {"
    + many(40, "b#: clients(first: $n) { nodes { policies { attachments { url } } } }")
    + "}",
    "suggestions for every waiting policy, 20 times": "{ policiesToReview(first: 100) { nodes {"
    + many(20, "a#: payerSuggestions { score }")
    + "} } }",
    "100,000 fields that a client may not see": "{ payers(first: 100) { nodes {"
    + many(1_000, "a#: ediPayerId")
    + "} } }",
    "the whole schema, 30 times": "{" + many(30, "a#: __schema { types { fields { name args { name } } } }") + "}",
    "the schema in itself": "{ __schema { types {" + nested(3, "fields { type {", "name", "} }") + "} } }",
    # Names and selections
    "a field with a name of 4,000 letters": "{ viewer { " + "x" * 4_000 + " } }",
    "36 names of 500 letters": "{ viewer {" + many(36, "x#" + "x" * 500) + "} }",
    "190 names of 95 letters": "{ viewer {" + many(190, "x#" + "x" * 95) + "} }",
    "as many conflicts as long names leave room for": "{ viewer {"
    + many(90, f"{'a' * 95}: role {'a' * 95}: displayName")
    + "} }",
    "names that nearly are the schema's": "{ viewer {" + many(180, "displayNam#") + "} }",
    "unknown types that nearly are the schema's": "{ viewer {" + many(180, "... on Policyholde# { id }") + "} }",
    "unknown arguments": "{ client(" + many(180, "idd#: 1") + ") { id } }",
    "the same argument 240 times": "{ client(" + many(240, "id: #") + ") { id } }",
    "unknown fragments": "{" + many(240, "...F#") + "}",
    "300 unused fragments": "{ viewer { role } }" + many(140, "fragment F# on Viewer { role }"),
    "490 unused fragments": "{ viewer { role } }" + many(490, "fragment F# on Viewer { role }"),
    "the same fragment 140 times": "{ ...F }" + many(140, "fragment F on Query { viewer { role } }"),
    "a ring of 140 fragments": "{ ...F0 }" + many(140, "fragment F# on Query { ...F#0 }"),
    "140 fragments that spread each other": "{ ...F0 } "
    + many(14, "fragment F# on Query {" + many(14, "...F#").replace("#", "@") + "}").replace("@", "1"),
    "fragments of the wrong type": "{ viewer {" + many(90, "... on Policy { id }") + "} }",
    "selections of scalars": "{ viewer {" + many(150, "role { a }") + "} }",
    "objects without a selection": "{" + many(49, "a#: viewer") + "}",
    # Operations
    "790 operations": many(790, "query A# { viewer { role } }"),
    "140 operations": many(140, "query A# { viewer { role } }"),
    "140 operations of the same name": many(140, "query A { viewer { role } }"),
    "140 operations without a name": many(140, "{ viewer { role } }"),
    "140 subscriptions": many(140, "subscription A# { viewer { role } }"),
    "140 type definitions": many(140, "type A# { a: Int }"),
    # Literals
    "an object of 1,290 unknown fields": "mutation { addPolicy(input: {" + many(1_290, "a#: 1") + "}) { __typename } }",
    "an object of 240 unknown fields": "mutation { addPolicy(input: {" + many(240, "a#: 1") + "}) { __typename } }",
    "objects of 90 fields": "mutation {"
    + many(2, "a#: addPolicy(input: {" + many(90, "b#: 1") + "}) { __typename }")
    + "}",
    "the same field of an object 240 times": "mutation { addPolicy(input: {"
    + many(240, "memo: 1")
    + "}) { __typename } }",
    "objects for scalars": "{ client(id: {" + many(90, "a#: {a: 1}") + "}) { id } }",
    "a list of 3,900 strings": "{ nodes(ids: [" + '"x" ' * 3_900 + "]) { id } }",
    "a list of 900 strings": "{ nodes(ids: [" + '"x" ' * 900 + "]) { id } }",
    "a list of 190 wrong values": "{ nodes(ids: [" + "1.5 " * 190 + "]) { id } }",
    "a list of 190 services without fields": "{ eligiblePolicies(services: [" + "{} " * 190 + "]) { dos } }",
    "lists of lists": "{ nodes(ids: [" + "[1 2 3] " * 90 + "]) { id } }",
    "900 enum values": "{ nodes(ids: [" + many(900, "A#") + "]) { id } }",
    "an enum value of 18,000 letters": "{ client(id: " + "A" * 18_000 + ") { id } }",
    "a string of 18,000 letters where a number belongs": '{ clients(first: "' + "x" * 18_000 + '") { totalCount } }',
    "3,000 escapes in a string": '{ clients(first: "' + "\\u0041" * 3_000 + '") { totalCount } }',
    "surrogate pairs in escapes": '{ clients(first: "' + "\\uD83D\\uDE00" * 1_500 + '") { totalCount } }',
    "escapes with braces": '{ clients(first: "' + "\\u{1F600}" * 2_000 + '") { totalCount } }',
    "emoji in a string": '{ clients(first: "' + "\U0001f600" * 18_000 + '") { totalCount } }',
    "a block string of 9,000 lines": '{ clients(first: """' + "x\n" * 9_000 + '""") { totalCount } }',
    "a block string of indented lines": '{ clients(first: """' + (" " * 90 + "x\n") * 200 + '""") { totalCount } }',
    "a block string of quotes": '{ clients(first: """' + '\\"""' * 4_500 + '""") { totalCount } }',
    "a string that is not closed": '{ client(id: "' + "x" * 18_000,
    "a block string that is not closed": '{ client(id: """' + "x\n" * 9_000,
    "a number of 4,000 digits": "{ clients(first: " + "9" * 4_000 + ") { totalCount } }",
    "a fraction of 18,000 digits": "{ clients(first: 1." + "9" * 18_000 + ") { totalCount } }",
    "an exponent of 9 digits": "{ clients(first: 1e999999999) { totalCount } }",
    # Variables
    "190 unused variables": "query (" + many(190, "$x#: Int") + ") { viewer { role } }",
    "90 unused variables": "query (" + many(90, "$x#: Int") + ") { viewer { role } }",
    "the same variable 190 times": "query (" + many(190, "$x: Int") + ") { viewer { role } }",
    "190 undefined variables": "{ nodes(ids: [" + many(190, "$x#") + "]) { id } }",
    "undefined variables through fragments": many(18, "query A# { ...F }")
    + "fragment F on Query { nodes(ids: ["
    + many(190, "$x#")
    + "]) { id } }",
    "variables of unknown types": "query (" + many(90, "$x#: Z#") + ") { viewer { role } }",
    "defaults of the wrong type": "query (" + many(90, '$x#: Int = "a"') + ") { viewer { role } }",
    "a type nested 40 deep": "query ($x: "
    + nested(40, "[", "Int", "]")
    + " = 1) { clients(first: $x) { totalCount } }",
    "variables in the wrong places": "query ($x: Int) {" + many(40, "a#: client(id: $x) { id }") + "}",
    # Directives
    "240 directives in one place": "{ viewer { role " + many(240, "@skip(if: false)") + "} }",
    "900 unknown directives in one place": "{ viewer { role " + many(900, "@aa") + "} }",
    "five directives in each of 45 places": "{ viewer {" + many(45, "a#: role" + " @aa" * 5) + "} }",
    "directives on operations": "query " + "@aa " * 300 + "{ viewer { role } }",
    "deferred and streamed": "{" + many(40, "... @defer { viewer { role } }") + "}",
    # Comments and white space
    "18,000 spaces before nothing": "{ viewer { role } " + " " * 18_000,
    "18,000 commas": "{ viewer { role }" + "," * 18_000 + "nothing }",
    "9,000 empty lines and an error": "\r\n" * 9_000 + "{ nothing }",
    "one comment of 18,000 letters": "{ nothing } #" + "x" * 18_000,
    "500 comments": "#\n" * 500 + "{ viewer { role } }",
    "byte order marks": "\ufeff" * 18_000 + "{ nothing }",
    # Fields that may or may not be merged
    "the same alias for 45 fields": "{" + many(45, "a: client(id: #) { id }") + "}",
    "90 conflicts below a field": "{ viewer {" + many(90, "a: role a: displayName") + "} }",
    "conflicts in 15 levels": "{ node(id: 1) { ... on Policy {"
    + nested(8, "a: endedBy { b: id b: memberId ", "id", "} a: endedBy { id } ")
    + "} } }",
    "40 fragments that conflict": "{ viewer {"
    + many(40, "...F#")
    + "}}"
    + many(40, "fragment F# on Viewer { a: role b#: role }")
    + "fragment G on Viewer { a: displayName }",
    "fragments of many fields, compared with each other": "{ viewer {"
    + many(20, "...F#")
    + "}}"
    + many(20, "fragment F# on Viewer {" + " role displayName" * 20 + "}"),
    "inline fragments of many fields": "{ viewer {" + many(45, "... { role displayName role displayName }") * 3 + "} }",
    # Introspection
    "the schema, 45 times": "{" + many(45, 'a#: __type(name: "Policy") { fields { type { fields { name } } } }') + "}",
    "the schema's types, 12 deep": "{ __schema { types {"
    + nested(12, "ofType {", "name", "}")
    + "fields { type { fields { type { fields { name } } } } } } } }",
}
"""What each is, and its text."""
