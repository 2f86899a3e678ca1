"""The rules that a document is validated by: graphql-core's, with two of our own in place of its own."""

from typing import Any

from graphql import (
    SKIP,
    ArgumentNode,
    ASTValidationRule,
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    KnownDirectivesRule,
    ValidationRule,
    ValueNode,
    ValuesOfCorrectTypeRule,
    VariableDefinitionNode,
    VisitorAction,
    specified_rules,
    validate,
)

from gql.execution.input_problems import literal_problems
from gql.graph.library_internals import limit_validation

# The libraries' own limits let validation take a second.
limit_validation(field_comparisons=20_000, fragment_visits=1_000)


class LiteralsRule(ValidationRule):
    """Literals must have the type of their argument, or of the variable whose default they are.

    The specification's "Values of Correct Type". `gql.execution.input_problems` says why it is not graphql-core's.
    """

    def enter_argument(self, node: ArgumentNode, *_: Any) -> VisitorAction:
        """Checks the literal of an argument."""
        argument = self.context.get_argument()
        if argument:
            self._check(node.name.value, node.value, argument.type)
        return SKIP

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> VisitorAction:
        """Checks the default of a variable."""
        type_ = self.context.get_input_type()
        if type_ and node.default_value:
            self._check(node.variable.name.value, node.default_value, type_)
        return SKIP

    def _check(self, name: str, value: ValueNode, type_: GraphQLInputType) -> None:
        for problem in literal_problems(value, type_, (name,), suggest=not self.context.hide_suggestions):
            self.report_error(problem.as_error(value))


class DirectivesRule(KnownDirectivesRule):
    """Directives must be defined. Says of `@defer` and `@stream` what to do instead."""

    def enter_directive(self, node: DirectiveNode, *arguments: Any) -> None:
        """Checks the directive."""
        if node.name.value in ("defer", "stream"):
            message = f"@{node.name.value} is not supported: every answer is complete. Leave the directive out."
            self.report_error(GraphQLError(message, node))
        else:
            super().enter_directive(node, *arguments)


_OWN: dict[type[ASTValidationRule], type[ASTValidationRule]] = {
    ValuesOfCorrectTypeRule: LiteralsRule,
    KnownDirectivesRule: DirectivesRule,
}
_RULES = tuple(_OWN.get(rule, rule) for rule in specified_rules)
"""The rules that a document is validated by."""


def validation_errors(
    schema: GraphQLSchema, document: DocumentNode, max_errors: int, *, hide_suggestions: bool
) -> list[GraphQLError]:
    """What is wrong with the document.

    graphql-core's rules hold themselves in cycles, and with them the whole document. They are taken apart afterwards:
    only the garbage collector could free them, and the event loop waits for it.
    """
    made: list[ASTValidationRule] = []

    def recorded(rule: type[ASTValidationRule]) -> Any:
        def make(context: Any) -> ASTValidationRule:
            made.append(rule(context))
            return made[-1]

        return make

    try:
        return validate(schema, document, [*map(recorded, _RULES)], max_errors, hide_suggestions=hide_suggestions)
    finally:
        for rule in made:
            vars(rule).clear()
