//! Walks over what a file of translations says.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The texts of a message or term: its own, and those of its attributes.
pub(super) fn patterns<'a, 's>(entry: &'a Entry<&'s str>) -> Vec<&'a Pattern<&'s str>> {
    let (value, attributes) = match entry {
        Entry::Message(message) => (message.value.as_ref(), message.attributes.as_slice()),
        Entry::Term(term) => (Some(&term.value), term.attributes.as_slice()),
        _ => (None, Default::default()),
    };
    value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value)).collect()
}

/// The names of the variables that a text shows. What a choice depends on is not shown by it.
pub(super) fn shown_variables<'s>(pattern: &Pattern<&'s str>) -> Vec<&'s str> {
    let mut shown = Vec::new();
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let mut next = vec![expression];
        while let Some(expression) = next.pop() {
            match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => shown.push(id.name),
                Expression::Inline(InlineExpression::Placeable { expression }) => next.push(expression),
                Expression::Inline(_) => {}
                Expression::Select { variants, .. } => {
                    shown.extend(variants.iter().flat_map(|variant| shown_variables(&variant.value)));
                }
            }
        }
    }
    shown
}

/// Visits what a text refers to, outermost first.
pub(super) fn each_expression<'a, 's>(
    pattern: &'a Pattern<&'s str>,
    visit: &mut impl FnMut(&'a InlineExpression<&'s str>),
) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, visit);
        }
    }
}

fn of_expression<'a, 's>(expression: &'a Expression<&'s str>, visit: &mut impl FnMut(&'a InlineExpression<&'s str>)) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, visit),
        Expression::Select { selector, variants } => {
            of_inline(selector, visit);
            variants.iter().for_each(|variant| each_expression(&variant.value, visit));
        }
    }
}

fn of_inline<'a, 's>(inline: &'a InlineExpression<&'s str>, visit: &mut impl FnMut(&'a InlineExpression<&'s str>)) {
    visit(inline);
    let arguments = match inline {
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference { arguments: Some(arguments), .. } => arguments,
        InlineExpression::Placeable { expression } => return of_expression(expression, visit),
        _ => return,
    };
    let CallArguments { positional, named } = arguments;
    positional.iter().chain(named.iter().map(|argument| &argument.value)).for_each(|inline| of_inline(inline, visit));
}
