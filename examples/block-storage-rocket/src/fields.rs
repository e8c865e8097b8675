//! The fields of a request as they are.

use std::ops::Deref;

use block_storage::query::Parameters;
use rocket::form::{self, DataField, FromForm, Options, ValueField};

/// All fields of a query, for a route that ends in `?<query..>`, or of a form; the domain says which of them it knows.
pub(crate) struct Fields(Parameters);

impl Deref for Fields {
    type Target = Parameters;

    fn deref(&self) -> &Parameters {
        &self.0
    }
}

#[rocket::async_trait]
impl<'r> FromForm<'r> for Fields {
    type Context = Vec<(&'r str, &'r str)>;

    fn init(_: Options) -> Self::Context {
        Vec::new()
    }

    fn push_value(fields: &mut Self::Context, field: ValueField<'r>) {
        fields.push((field.name.source().as_str(), field.value));
    }

    /// What multipart forms alone bring, and no route here takes.
    async fn push_data(_: &mut Self::Context, _: DataField<'r, '_>) {}

    fn finalize(fields: Self::Context) -> form::Result<'r, Self> {
        Ok(Self(fields.into_iter().collect()))
    }
}
