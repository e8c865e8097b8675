//! Putting a renderer together in code.

use std::sync::Arc;
use std::time::SystemTime;

use super::renderer::Environment;
use super::sample::Sampler;
use super::style::Compiled;
use super::{Envelope, Renderer};
use crate::config::{Config, StyleUse};
use crate::fault::Fault;
use crate::guideline::Policy;
use crate::language::Languages;
#[cfg(feature = "i18n")]
use crate::language::{File, Tag};
use crate::protocol;
use crate::style::diagnostic::{ConfigError, Mistake};

/// Puts a [`Renderer`] together: a configuration, and what tests and unusual services replace.
#[must_use]
pub struct RendererBuilder {
    config: Config,
    clock: Box<dyn Fn() -> SystemTime + Send + Sync>,
    request_ids: Option<Box<dyn Fn() -> String + Send + Sync>>,
    envelopes: Vec<(String, Arc<dyn Envelope>)>,
    #[cfg(feature = "i18n")]
    language: Option<Tag>,
    #[cfg(feature = "i18n")]
    translations: Vec<(Tag, File)>,
    wrong: Vec<Mistake>,
}

impl Default for RendererBuilder {
    fn default() -> Self {
        Self {
            config: Config::default(),
            clock: Box::new(SystemTime::now),
            request_ids: default_ids(),
            envelopes: Vec::new(),
            #[cfg(feature = "i18n")]
            language: None,
            #[cfg(feature = "i18n")]
            translations: Vec::new(),
            wrong: Vec::new(),
        }
    }
}

#[cfg(feature = "request-id")]
fn default_ids() -> Option<Box<dyn Fn() -> String + Send + Sync>> {
    Some(Box::new(|| {
        let mut text = uuid::Uuid::encode_buffer();
        ["req-", uuid::Uuid::new_v4().hyphenated().encode_lower(&mut text)].concat()
    }))
}

#[cfg(not(feature = "request-id"))]
fn default_ids() -> Option<Box<dyn Fn() -> String + Send + Sync>> {
    None
}

impl RendererBuilder {
    /// Takes over a whole configuration.
    pub fn config(mut self, config: Config) -> Self {
        self.config = config;
        self
    }

    /// Sets the service's default style by name, with the default values of its options.
    pub fn style(mut self, name: &str) -> Self {
        if let Err(error) = self.config.set_style(name) {
            self.wrong.extend(error.into_mistakes());
        }
        self
    }

    /// Shows the details of faults in answers.
    pub fn details(mut self, show: bool) -> Self {
        self.config.details = show;
        self
    }

    /// What becomes of faults that break the API-SIG guideline.
    pub fn guideline(mut self, policy: Policy) -> Self {
        self.config.guideline = policy;
        self
    }

    /// Names the language that definitions are written in, by its tag such as `en`; answers say so in `Content-Language`.
    #[cfg(feature = "i18n")]
    pub fn language(mut self, tag: &str) -> Self {
        match Tag::parse(tag) {
            Ok(tag) => self.language = Some(tag),
            Err(message) => self.wrong.extend(ConfigError::single("language", message).into_mistakes()),
        }
        self
    }

    /// Adds translations into a language, as a crate of definitions brings them along: the text of a Fluent file, and
    /// what messages call it. A language may have several files.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use faultwire::{Fault, FaultType, Renderer};
    /// use http::{HeaderMap, HeaderValue, Method, Uri};
    ///
    /// static NAME_IN_USE: FaultType = FaultType::new("name_in_use", 409, "In use").message("{name} exists already.");
    ///
    /// let renderer = Renderer::builder()
    /// #   .without_request_ids()
    ///     .translations("es", "es.ftl", "name_in_use = { $name } ya existe.\n    .title = En uso\n")
    ///     .build()?;
    /// let headers = HeaderMap::from_iter([(http::header::ACCEPT_LANGUAGE, HeaderValue::from_static("es-MX, en;q=0.5"))]);
    /// let request = renderer.capture(&Method::POST, &Uri::from_static("/"), &headers);
    ///
    /// let response = renderer.render(&Fault::new(&NAME_IN_USE).with("name", "Ada"), &request);
    /// assert_eq!(response.headers()["content-language"], "es");
    /// assert!(response.body().starts_with(br#"{"title":"En uso","status":409,"detail":"Ada ya existe.""#));
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "i18n")]
    pub fn translations(mut self, tag: &str, file: &str, text: impl Into<String>) -> Self {
        let tag = Tag::parse(tag).map_err(|message| ConfigError::single(file, message).into_mistakes());
        match tag.and_then(|tag| Ok((tag, File::parse(file, text.into())?))) {
            Ok(translations) => self.translations.push(translations),
            Err(wrong) => self.wrong.extend(wrong),
        }
        self
    }

    /// Replaces the clock.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Box::new(now);
        self
    }

    /// Replaces the source of request ids.
    pub fn request_ids(mut self, draw: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.request_ids = Some(Box::new(draw));
        self
    }

    /// Draws no request ids: only those that come with requests are shown.
    pub fn without_request_ids(mut self) -> Self {
        self.request_ids = None;
        self
    }

    /// Gives a style, built-in or the configuration's own, a last step in Rust.
    pub fn envelope(mut self, style: &str, envelope: impl Envelope + 'static) -> Self {
        self.envelopes.push((style.to_owned(), Arc::new(envelope)));
        self
    }

    /// Compiles the styles.
    ///
    /// # Errors
    ///
    /// An unknown style, also as the name of an [`envelope`](Self::envelope), and mistakes in translations.
    pub fn build(self) -> Result<Renderer, ConfigError> {
        if !self.wrong.is_empty() {
            return Err(ConfigError::from_mistakes(self.wrong));
        }
        #[cfg_attr(not(feature = "i18n"), expect(unused_mut, reason = "languages are added"))]
        let mut config = self.config;
        #[cfg(feature = "i18n")]
        {
            config.language = self.language.or(config.language);
            config.translations.extend(self.translations);
        }
        let languages = Languages::new(config.language.as_ref(), &config.translations);
        let languages = languages.map_err(ConfigError::from_mistakes)?;
        let mut uses: Vec<StyleUse> = Vec::new();
        let mut index = |wanted: &StyleUse| {
            uses.iter().position(|known| known == wanted).unwrap_or_else(|| {
                uses.push(wanted.clone());
                uses.len() - 1
            })
        };
        let default = index(&config.default_style()?);
        let routes = config.routes.iter().map(|(prefix, style)| (prefix.clone(), index(style))).collect();
        let accept = config.accept.iter().map(|(media, style)| (media.clone(), index(style))).collect();
        for (name, _) in &self.envelopes {
            config.known_style(name)?;
        }
        let envelope = |style: &StyleUse| {
            let found = self.envelopes.iter().rfind(|(name, _)| *name == style.page.name);
            found.map(|(_, envelope)| Arc::clone(envelope))
        };
        let compiled = |style: &StyleUse| {
            let strict = style.strict_accept.or(config.strict_accept);
            let mut resolved = style.page.resolve(&style.options);
            resolved.guideline = style.guideline.unwrap_or(config.guideline);
            Compiled::new(resolved, envelope(style), strict)
        };
        let styles: Vec<_> = uses.iter().map(compiled).collect();
        Ok(Renderer {
            insists: styles.iter().any(|style| style.strict_accept),
            styles,
            default,
            nobody: Fault::new(&protocol::INTERNAL),
            routes,
            accept,
            framework_text: config.framework_text,
            adopt: config.adopt,
            calls: config.calls,
            environment: Environment {
                details: config.details,
                languages,
                statuses: config.statuses,
                clock: self.clock,
                request_ids: self.request_ids,
                log_limit: config.log_limit,
                logged: Sampler::default(),
            },
        })
    }
}

impl Renderer {
    /// Compiles a configuration.
    ///
    /// # Errors
    ///
    /// When the configuration names no style and there are no built-in ones (without the feature `config`).
    pub fn from_config(config: &Config) -> Result<Self, ConfigError> {
        Self::builder().config(config.clone()).build()
    }
}
