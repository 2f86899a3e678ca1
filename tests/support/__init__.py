"""What tests share.

| module | what |
|---|---|
| `api_client` | sends GraphQL requests as somebody of the cast |
| `app_client` | an HTTP client of the application in this process |
| `server`, `command_line`, `raw_http` | the real server in a process of its own, the command line, HTTP byte by byte |
| `sandbox` | the API on a copy of the demo, for tests that write |
| `factories` | facts for tests of the rules, and hypothesis strategies that draw them |
| `uploads`, `operations` | the requests that frontends send |
| `identity_provider`, `invalid_tokens`, `smtp_server`, `s3_server` | servers that Policybook asks, and how they fail |
| `browser`, `portal_page` | Chromium, and the portal in it |
| `schema_walk` | documents for every field of the schema |
| `database_records`, `statement_counter` | what a database holds, and which statements are executed |
| `paged_practice` | a practice whose lists are hard to page |
| `paths` | where the project's files are |
"""
