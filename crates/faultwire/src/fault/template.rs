//! Message templates: text with `{name}` placeholders, `{{` and `}}` for the braces themselves.

use super::name::is_parameter_name;

/// One piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// The pieces of a template; whatever is no placeholder is text, so that rendering never fails.
pub(crate) fn parts(template: &str) -> Parts<'_> {
    Parts { rest: template }
}

pub(crate) struct Parts<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let brace = self.rest.find(['{', '}']).unwrap_or(self.rest.len());
        if brace > 0 {
            return Some(Part::Text(self.take(brace, brace)));
        }
        if self.rest.starts_with("{{") || self.rest.starts_with("}}") {
            return Some(Part::Text(self.take(1, 2)));
        }
        if let Some(end) = self.rest.strip_prefix('{').and_then(|after| after.find('}')) {
            let name = &self.rest[1..=end];
            if is_parameter_name(name.as_bytes()) {
                self.rest = &self.rest[end + 2..];
                return Some(Part::Name(name));
            }
        }
        Some(Part::Text(self.take(1, 1)))
    }
}

impl<'a> Parts<'a> {
    fn take(&mut self, len: usize, advance: usize) -> &'a str {
        let text = &self.rest[..len];
        self.rest = &self.rest[advance..];
        text
    }
}

/// Whether a template follows the grammar; evaluated by the compiler for definitions in statics.
pub(crate) const fn is_template(template: &[u8]) -> bool {
    let mut at = 0;
    while at < template.len() {
        let doubled = at + 1 < template.len() && template[at + 1] == template[at];
        match template[at] {
            b'{' | b'}' if doubled => at += 2,
            b'{' => {
                let (_, from_name) = template.split_at(at + 1);
                let mut len = 0;
                while len < from_name.len() && from_name[len] != b'}' {
                    len += 1;
                }
                if len == from_name.len() || !is_parameter_name(from_name.split_at(len).0) {
                    return false;
                }
                at += len + 2;
            }
            b'}' => return false,
            _ => at += 1,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found() {
        let found: Vec<_> = parts("a {x} {{y}} {z_1}").collect();
        let expected = [
            Part::Text("a "),
            Part::Name("x"),
            Part::Text(" "),
            Part::Text("{"),
            Part::Text("y"),
            Part::Text("}"),
            Part::Text(" "),
            Part::Name("z_1"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_grammar_has_names_only() {
        for good in ["", "plain", "{a}", "{{}}", "{a}{b_2} é"] {
            assert!(is_template(good.as_bytes()), "{good}");
        }
        for bad in ["{", "}", "{}", "{0}", "{a:?}", "{a.b}", "{a", "{ a }", "{{a}"] {
            assert!(!is_template(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn broken_templates_are_text() {
        let joined: String = parts("a {0} } {")
            .map(|part| match part {
                Part::Text(text) | Part::Name(text) => text,
            })
            .collect();
        assert_eq!(joined, "a {0} } {");
    }
}
