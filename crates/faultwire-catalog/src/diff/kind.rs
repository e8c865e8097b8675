//! The kinds of change, each with its class.

use std::fmt;

/// What a change means for those who use a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nobody notices, or finds more than before.
    Safe,
    /// Some may rely on it who should not: texts that are compared, lists that are closed.
    Risky,
    /// Clients that do as they should do something else than before, or nothing.
    Breaking,
}

impl Class {
    /// The word for it: `safe`, `risky`, `breaking`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $kind:ident = $name:literal, $class:ident;)*) => {
        /// A kind of change between two states of a catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $($(#[doc = $doc])* $kind,)*
        }

        impl ChangeKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The stable name: `status-changed`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// What it means for those who use the catalogue.
            pub const fn class(self) -> Class {
                match self {
                    $(Self::$kind => Class::$class,)*
                }
            }
        }
    };
}

impl ChangeKind {
    /// What of a fault, or of its subject, it is a change of. Changes of one aspect can come one after the other.
    pub(crate) const fn aspect(self) -> &'static str {
        match self {
            Self::FaultRemoved | Self::FaultRenamed | Self::FaultAdded => "code",
            Self::NumberChanged | Self::NumberRemoved | Self::NumberAdded => "number",
            Self::RetryChanged | Self::RetryAfterChanged => "retry",
            Self::ParameterRemoved | Self::ParameterRetyped | Self::ParameterAdded | Self::OptionalParameterAdded => {
                "parameter"
            }
            Self::ParameterHidden | Self::ParameterPublished => "parameter shown",
            Self::ParameterOptional | Self::ParameterRequired => "parameter there",
            Self::WordChanged | Self::WordRemoved | Self::WordAdded => "word",
            Self::Deprecated | Self::DeprecationChanged => "deprecation",
            other => other.name(),
        }
    }
}

kinds! {
    /// A fault is gone: clients that wait for its code wait in vain.
    FaultRemoved = "fault-removed", Breaking;
    /// A fault has another code.
    FaultRenamed = "fault-renamed", Breaking;
    /// A fault is new.
    FaultAdded = "fault-added", Safe;
    /// It has another status.
    StatusChanged = "status-changed", Breaking;
    /// A soft one is hard, or a hard one soft: in some styles it is in another status.
    SeverityChanged = "severity-changed", Breaking;
    /// It has another number.
    NumberChanged = "number-changed", Breaking;
    /// It has no number any more.
    NumberRemoved = "number-removed", Breaking;
    /// It has a number now, which some styles did not show before.
    NumberAdded = "number-added", Risky;
    /// Clients that were asked to come again are not, or the other way around.
    RetryChanged = "retry-changed", Breaking;
    /// Clients are asked to wait for another time.
    RetryAfterChanged = "retry-after-changed", Risky;
    /// It has another type URI, by which clients of RFC 9457 know it.
    TypeChanged = "type-changed", Breaking;
    /// A parameter is gone.
    ParameterRemoved = "parameter-removed", Breaking;
    /// A parameter is of another type.
    ParameterRetyped = "parameter-retyped", Breaking;
    /// A parameter that clients saw is for the log alone.
    ParameterHidden = "parameter-hidden", Breaking;
    /// A parameter that was for the log alone is shown to clients.
    ParameterPublished = "parameter-published", Breaking;
    /// A parameter that was always there need not be.
    ParameterOptional = "parameter-optional", Breaking;
    /// A parameter that need not be there always is.
    ParameterRequired = "parameter-required", Safe;
    /// A parameter is new, and always there: code that makes the fault needs it, and a service that is older does not
    /// send it.
    ParameterAdded = "parameter-added", Risky;
    /// A parameter is new, and need not be there.
    OptionalParameterAdded = "optional-parameter-added", Safe;
    /// A style shows another word.
    WordChanged = "word-changed", Breaking;
    /// A style shows its own word again.
    WordRemoved = "word-removed", Breaking;
    /// A style shows this word in place of its own.
    WordAdded = "word-added", Breaking;
    /// The title is another.
    TitleChanged = "title-changed", Risky;
    /// The message is another.
    MessageChanged = "message-changed", Risky;
    /// Its cause is another, by which the guideline judges it.
    CauseChanged = "cause-changed", Risky;
    /// A kind of call can answer with it that could not.
    CallAdded = "call-added", Risky;
    /// A kind of call cannot answer with it any more.
    CallRemoved = "call-removed", Safe;
    /// Its help is at another address.
    HelpChanged = "help-changed", Safe;
    /// It is on its way out.
    Deprecated = "deprecated", Safe;
    /// It is not on its way out any more, or something else stands for it.
    DeprecationChanged = "deprecation-changed", Safe;
    /// What is said of it for people is another.
    DocumentationChanged = "documentation-changed", Safe;
}
