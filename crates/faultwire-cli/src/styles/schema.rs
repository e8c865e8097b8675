//! `faultwire styles schema`: the JSON Schema of an envelope.

use clap::Args;

use super::Of;
use crate::chosen::Chosen;
use crate::failure::Failure;

/// Prints the JSON Schema (draft 2020-12) of a style's body.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The style: a name, or a file with a style page.
    #[arg(value_name = "NAME|FILE")]
    style: String,
    /// What the body is of.
    #[arg(long, default_value = "fault")]
    of: Of,
    #[command(flatten)]
    chosen: Chosen,
}

const EXAMPLES: &str = "\
Examples:
  faultwire styles schema problem
  faultwire styles schema problem --option code=hidden
  faultwire styles schema queue-token --of reply
  faultwire styles schema house.toml";

pub(super) fn run(arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    let config = arguments.chosen.config()?;
    let schema = arguments.of.schema(&arguments.chosen.style(&config, &arguments.style)?);
    // The alternate form of a JSON value is the pretty one.
    Ok(format!("{schema:#}\n").into_bytes())
}
