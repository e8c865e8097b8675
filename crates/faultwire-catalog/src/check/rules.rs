//! The rules for catalogues. Those of the guideline are in the core.

/// A rule for catalogues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    HelpMissing,
    ParameterUndeclared,
    ParameterUnused,
    ParameterPrivateShown,
    ParameterOptionalShown,
    ReplacementUnknown,
    WordUnknown,
    AllowedUnneeded,
}

impl Rule {
    pub(super) const ALL: [Self; 8] = [
        Self::HelpMissing,
        Self::ParameterUndeclared,
        Self::ParameterUnused,
        Self::ParameterPrivateShown,
        Self::ParameterOptionalShown,
        Self::ReplacementUnknown,
        Self::WordUnknown,
        Self::AllowedUnneeded,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::HelpMissing => "help-missing",
            Self::ParameterUndeclared => "parameter-undeclared",
            Self::ParameterUnused => "parameter-unused",
            Self::ParameterPrivateShown => "parameter-private-shown",
            Self::ParameterOptionalShown => "parameter-optional-shown",
            Self::ReplacementUnknown => "replacement-unknown",
            Self::WordUnknown => "word-unknown",
            Self::AllowedUnneeded => "allow-unneeded",
        }
    }

    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::HelpMissing => "A fault has a help address, its own or below the catalogue's base.",
            Self::ParameterUndeclared => "What a message shows is declared as a parameter, with its type.",
            Self::ParameterUnused => {
                "A parameter that is always there and not private is in the message, so that people learn of it."
            }
            Self::ParameterPrivateShown => "A private parameter is for the log, and never in a message.",
            Self::ParameterOptionalShown => {
                "A parameter that need not be there is not in the message, which would show its name."
            }
            Self::ReplacementUnknown => "What stands for a deprecated fault is another one, and not deprecated.",
            Self::WordUnknown => "A word is one that its style has, and can stand where the style has it.",
            Self::AllowedUnneeded => "A rule that may be broken is there, and is broken.",
        }
    }
}
