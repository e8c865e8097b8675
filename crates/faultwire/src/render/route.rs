//! Route prefixes: which part of a service a rule is for.

use std::borrow::Cow;

/// A route prefix, in whole segments; `{name}` stands for any one segment, or for the rest of one.
///
/// It fits every spelling of a path that some router takes for the same: percent-encoded letters and empty segments
/// make no difference.
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
        let mut parts = path.split('/').filter(|part| !part.is_empty()).map(decoded);
        self.rank(|| parts.next())
    }

    /// The same, when it fits the whole path as it is written.
    pub(crate) fn fits_whole(&self, path: &str) -> Option<(usize, usize)> {
        let mut parts = path.strip_prefix('/')?.split('/').filter(|part| !path.eq("/") || !part.is_empty());
        let rank = self.rank(|| parts.next().map(|part| Cow::Borrowed(part.as_bytes())));
        rank.filter(|_| parts.next().is_none())
    }

    fn rank<'p>(&self, mut next: impl FnMut() -> Option<Cow<'p, [u8]>>) -> Option<(usize, usize)> {
        let mut fixed = 0;
        for segment in &self.segments {
            let part = next()?;
            match segment {
                Segment::Fixed(text) if text.as_bytes() == &*part => fixed += 2,
                Segment::Begins(text) if part.len() > text.len() && part.starts_with(text.as_bytes()) => fixed += 1,
                Segment::Any if !part.is_empty() => {}
                _ => return None,
            }
        }
        Some((self.segments.len(), fixed))
    }
}

/// A segment without its percent-encoding (RFC 3986 section 2.1); an escape that is none stays. Few lines, so that the
/// core needs no package for them.
fn decoded(segment: &str) -> Cow<'_, [u8]> {
    if !segment.contains('%') {
        return Cow::Borrowed(segment.as_bytes());
    }
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let (bytes, mut out, mut at) = (segment.as_bytes(), Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let escaped = digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2))).filter(|_| *byte == b'%');
        let escaped = escaped.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        out.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    Cow::Owned(out)
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
        // What some router takes for the same path is in the same style.
        for spelling in ["/%61pi/x", "//api/x", "/api//x", "/ap%69"] {
            assert_eq!(fits("/api", spelling), Some((1, 2)), "{spelling}");
        }
        assert_eq!(fits("/api/v{n}", "/api/%76%ff"), Some((2, 3)));
        for other in ["/api%2Fx", "/%zzapi", "/api%", "/%c3%61pi"] {
            assert_eq!(fits("/api", other), None, "{other}");
        }
        assert_eq!(fits("/", "/anything"), Some((0, 0)));
        for bad in ["", "api", "/a//b", "/{}", "/{a}b", "/a*"] {
            assert!(Prefix::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_whole_path_has_nothing_after_it() {
        let fits = |path: &str, asked: &str| Prefix::parse(path).ok().and_then(|path| path.fits_whole(asked)).is_some();
        assert!(fits("/volumes", "/volumes") && fits("/volumes/{id}", "/volumes/7") && fits("/", "/"));
        for (path, asked) in [
            ("/volumes", "/volumes/7"),
            ("/volumes", "/volumes/"),
            ("/volumes", "//volumes"),
            ("/volumes", "/%76olumes"),
            ("/volumes/{id}", "/volumes/"),
            ("/", "/volumes"),
            ("/", "//"),
        ] {
            assert!(!fits(path, asked), "{path} {asked}");
        }
    }
}
