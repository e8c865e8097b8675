//! A fault as it could occur, for answers to look at.

use std::sync::Arc;

use faultwire::{Fault, ParameterKind, Value};

use crate::model::Entry;

impl Entry {
    /// An occurrence with a sample for each parameter that is not private: a text is the parameter's name, as
    /// `<volume_id>`.
    ///
    /// ```
    /// # fn main() -> Result<(), faultwire_catalog::CatalogError> {
    /// use faultwire_catalog::Catalog;
    ///
    /// let head = "name = 'a'\nowner = 'b'\nversion = '1'\n";
    /// let fault = "[faults.full]\nstatus = 507\ntitle = 'T'\nmessage = '{disk} has {left} left.'\n";
    /// let parameters = "parameters = { disk = 'text', left = 'integer' }";
    /// let catalog = Catalog::from_toml(&[head, fault, parameters].concat(), "faults.toml")?;
    /// assert_eq!(catalog.faults()[0].sample().message(), "<disk> has 7 left.");
    /// # Ok(())
    /// # }
    /// ```
    pub fn sample(&self) -> Fault {
        let shown = self.parameters.iter().filter(|parameter| !parameter.private);
        shown.fold(Fault::shared(Arc::clone(&self.fault_type)), |fault, parameter| {
            fault.with(parameter.name.clone(), value(&parameter.name, parameter.kind))
        })
    }
}

/// A value of a kind, which the name of its parameter can be seen in.
fn value(name: &str, kind: ParameterKind) -> Value {
    match kind {
        ParameterKind::Integer => 7.into(),
        ParameterKind::Number => 7.5.into(),
        ParameterKind::Boolean => true.into(),
        ParameterKind::List => vec![name.to_owned()].into(),
        ParameterKind::Object => Value::Map(vec![(name.to_owned().into(), 7.into())]),
        _ => format!("<{name}>").into(),
    }
}
