//! Route prefixes: which part of a service a rule is for.

/// A route prefix, in whole segments; `{name}` stands for any one segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prefix {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Fixed(String),
    Any,
}

impl Prefix {
    /// # Errors
    ///
    /// What is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let Some(rest) = text.strip_prefix('/') else { return Err("a prefix starts with `/`") };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.is_empty() {
            return Ok(Self { segments: Vec::new() });
        }
        rest.split('/').map(Segment::parse).collect::<Result<_, _>>().map(|segments| Self { segments })
    }

    /// How particular the prefix is, when it fits: the number of segments, then of fixed ones.
    pub(crate) fn fits(&self, path: &str) -> Option<(usize, usize)> {
        let mut parts = path.strip_prefix('/').unwrap_or(path).split('/');
        let mut fixed = 0;
        for segment in &self.segments {
            let part = parts.next()?;
            match segment {
                Segment::Fixed(text) if text == part => fixed += 1,
                Segment::Any if !part.is_empty() => {}
                _ => return None,
            }
        }
        Some((self.segments.len(), fixed))
    }
}

impl Segment {
    fn parse(text: &str) -> Result<Self, &'static str> {
        match text.strip_prefix('{').map(|rest| rest.strip_suffix('}')) {
            Some(Some(name)) if !name.is_empty() && !name.contains(['{', '}']) => Ok(Self::Any),
            None if text.is_empty() => Err("a prefix has no empty segments"),
            None if !text.contains(['{', '}', '?', '#', '*']) => Ok(Self::Fixed(text.to_owned())),
            _ => Err("a segment of a prefix is text or one `{name}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_match_whole_segments() {
        let fits = |prefix: &str, path: &str| Prefix::parse(prefix).ok().and_then(|prefix| prefix.fits(path));
        assert_eq!(fits("/api", "/api"), Some((1, 1)));
        assert_eq!(fits("/api/", "/api/x"), Some((1, 1)));
        assert_eq!(fits("/api", "/apis"), None);
        assert_eq!(fits("/v3/{project}", "/v3/p/volumes"), Some((2, 1)));
        assert_eq!(fits("/v3/{project}", "/v3/"), None);
        assert_eq!(fits("/", "/anything"), Some((0, 0)));
        for bad in ["", "api", "/a//b", "/{}", "/{a}b", "/a*"] {
            assert!(Prefix::parse(bad).is_err(), "{bad}");
        }
    }
}
