//! Requests as data of a file.

use std::borrow::Cow;

use serde::Deserialize;

use super::Request;

/// A request as it is written in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Description {
    method: Option<String>,
    target: Option<String>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    body: Option<String>,
    raw: Option<String>,
    fill: Option<(String, usize)>,
    #[serde(default)]
    half_closed: bool,
    #[serde(default)]
    latin1: bool,
}

impl Description {
    fn filled(&self, text: &str) -> Vec<u8> {
        let text = match &self.fill {
            Some((piece, times)) => Cow::Owned(text.replace("{}", &piece.repeat(*times))),
            None => Cow::Borrowed(text),
        };
        if self.latin1 {
            return text.chars().map(|char| u8::try_from(char).unwrap_or(b'?')).collect();
        }
        text.into_owned().into_bytes()
    }

    fn is_only_raw(&self) -> bool {
        self.method.is_none() && self.target.is_none() && self.headers.is_empty() && self.body.is_none()
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.target, &self.body, &self.raw].into_iter().filter_map(Option::as_deref);
        texts.chain(self.headers.iter().map(|(_, value)| value.as_str()))
    }
}

impl TryFrom<Description> for Request {
    type Error = &'static str;

    fn try_from(description: Description) -> Result<Self, Self::Error> {
        if description.fill.is_some() && !description.texts().any(|text| text.contains("{}")) {
            return Err("`fill` without `{}` in `target`, `headers`, `body` or `raw`");
        }
        let mut request = match &description.raw {
            Some(raw) if description.is_only_raw() => Self::raw(description.filled(raw)),
            Some(_) => {
                return Err("`raw` is the whole request, so there is no `method`, `target`, `headers` or `body`");
            }
            None => {
                let target = description.filled(description.target.as_deref().unwrap_or("/"));
                let target = String::from_utf8(target).map_err(|_| "a target that is no text")?;
                let mut request = Self::new(description.method.as_deref().unwrap_or("GET"), target);
                for (name, value) in &description.headers {
                    request = request.header(name, description.filled(value));
                }
                match &description.body {
                    Some(body) => request.body(description.filled(body)),
                    None => request,
                }
            }
        };
        if description.half_closed {
            request = request.half_closed();
        }
        Ok(request)
    }
}
