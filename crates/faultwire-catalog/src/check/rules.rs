//! The rules for catalogues. Those of the guideline and for translations are in the core.

/// A rule for catalogues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    FileUnreadable,
    TomlInvalid,
    KeyUnknown,
    KeyMissing,
    ValueInvalid,
    CodeInvalid,
    StatusInvalid,
    MessageInvalid,
    ParameterInvalid,
    ImportInvalid,
    CodeDuplicate,
    NumberDuplicate,
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
    /// The rules of form: a file that breaks one is no catalogue, and no other command takes it.
    pub(super) const OF_FORM: [Self; 12] = [
        Self::FileUnreadable,
        Self::TomlInvalid,
        Self::KeyUnknown,
        Self::KeyMissing,
        Self::ValueInvalid,
        Self::CodeInvalid,
        Self::StatusInvalid,
        Self::MessageInvalid,
        Self::ParameterInvalid,
        Self::ImportInvalid,
        Self::CodeDuplicate,
        Self::NumberDuplicate,
    ];

    /// The rules for what a catalogue says.
    pub(super) const OF_CONTENT: [Self; 8] = [
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
            Self::FileUnreadable => "file-unreadable",
            Self::TomlInvalid => "toml-invalid",
            Self::KeyUnknown => "key-unknown",
            Self::KeyMissing => "key-missing",
            Self::ValueInvalid => "value-invalid",
            Self::CodeInvalid => "code-invalid",
            Self::StatusInvalid => "status-invalid",
            Self::MessageInvalid => "message-invalid",
            Self::ParameterInvalid => "parameter-invalid",
            Self::ImportInvalid => "import-invalid",
            Self::CodeDuplicate => "code-duplicate",
            Self::NumberDuplicate => "number-duplicate",
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
            Self::FileUnreadable => "A catalogue and what it imports are files that can be read.",
            Self::TomlInvalid => "A catalogue is TOML.",
            Self::KeyUnknown => "A key is one that a catalogue has.",
            Self::KeyMissing => "What a catalogue or a fault cannot be without is there.",
            Self::ValueInvalid => "A value is of the type that its key has, and one that it takes.",
            Self::CodeInvalid => "A code is a lower-case letter, then lower-case letters, digits and `_`.",
            Self::StatusInvalid => "A status is from 400 to 599.",
            Self::MessageInvalid => "A message has names in braces, and nothing else in them.",
            Self::ParameterInvalid => "The name of a parameter is a letter or `_`, then letters, digits or `_`.",
            Self::ImportInvalid => "Imports go around in no circle, and are not too many deep.",
            Self::CodeDuplicate => "A code is that of one fault, imports among them.",
            Self::NumberDuplicate => "A number is that of one fault, imports among them.",
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
