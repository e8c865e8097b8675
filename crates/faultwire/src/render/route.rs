//! Route prefixes: which part of a service a rule is for.

/// A route prefix, in whole segments; `{name}` stands for any one segment, or for the rest of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prefix {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Fixed(String),
    /// What begins with this and goes on: `fault-{code}`.
    Begins(String),
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

    /// How particular the prefix is, when it fits: the number of segments, then how much of them is fixed.
    pub(crate) fn fits(&self, path: &str) -> Option<(usize, usize)> {
        self.fits_start(path).map(|(rank, _)| rank)
    }

    /// The same, when it fits the whole path.
    pub(crate) fn fits_whole(&self, path: &str) -> Option<(usize, usize)> {
        self.fits_start(path).filter(|(_, whole)| *whole).map(|(rank, _)| rank)
    }

    fn fits_start(&self, path: &str) -> Option<((usize, usize), bool)> {
        let mut parts = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
        let mut fixed = 0;
        for segment in &self.segments {
            let part = parts.next()?;
            match segment {
                Segment::Fixed(text) if text == part => fixed += 2,
                Segment::Begins(text) if part.len() > text.len() && part.starts_with(text) => fixed += 1,
                Segment::Any if !part.is_empty() => {}
                _ => return None,
            }
        }
        let whole = match parts.peek() {
            None => true,
            // The root alone has an empty segment.
            Some(part) => self.segments.is_empty() && part.is_empty(),
        };
        Some(((self.segments.len(), fixed), whole))
    }
}

impl Segment {
    fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "a segment is text, one `{name}`, or text and then one `{name}`";
        if text.is_empty() {
            return Err("a path has no empty segments");
        }
        let (start, name) = match text.split_once('{') {
            Some((start, rest)) => (start, Some(rest.strip_suffix('}').ok_or(WRONG)?)),
            None => (text, None),
        };
        if start.contains(['}', '?', '#', '*']) || name.is_some_and(|name| name.is_empty() || name.contains(['{', '}']))
        {
            return Err(WRONG);
        }
        Ok(match (name, start) {
            (None, start) => Self::Fixed(start.to_owned()),
            (Some(_), "") => Self::Any,
            (Some(_), start) => Self::Begins(start.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_match_whole_segments() {
        let fits = |prefix: &str, path: &str| Prefix::parse(prefix).ok().and_then(|prefix| prefix.fits(path));
        assert_eq!(fits("/api", "/api"), Some((1, 2)));
        assert_eq!(fits("/api/", "/api/x"), Some((1, 2)));
        assert_eq!(fits("/api/v{n}", "/api/v3/x"), Some((2, 3)));
        assert_eq!(fits("/api/v{n}", "/api/v"), None);
        assert_eq!(fits("/api", "/apis"), None);
        assert_eq!(fits("/v3/{project}", "/v3/p/volumes"), Some((2, 2)));
        assert_eq!(fits("/v3/{project}", "/v3/"), None);
        assert_eq!(fits("/", "/anything"), Some((0, 0)));
        for bad in ["", "api", "/a//b", "/{}", "/{a}b", "/a*"] {
            assert!(Prefix::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_whole_path_has_nothing_after_it() {
        let fits = |path: &str, asked: &str| Prefix::parse(path).ok().and_then(|path| path.fits_whole(asked)).is_some();
        assert!(fits("/volumes", "/volumes") && fits("/volumes/{id}", "/volumes/7") && fits("/", "/"));
        for (path, asked) in
            [("/volumes", "/volumes/7"), ("/volumes", "/volumes/"), ("/volumes/{id}", "/volumes/"), ("/", "/volumes")]
        {
            assert!(!fits(path, asked), "{path} {asked}");
        }
    }
}
