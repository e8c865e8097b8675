//! The query as a whole.

use faultwire::protocol;
use rocket::Request;
use rocket::form::error::ErrorKind;
use rocket::form::{Error, FromForm, Options, ValueField};
use rocket::request::{FromRequest, Outcome};

use crate::FaultResponse;
use crate::body::{told, wrapper};
use crate::local::refuse;

/// The fields of a query as one form: refused with `query_invalid` where one is missing, wrong or, unless the form takes
/// several, there twice. Fields that the form does not have are passed over.
///
/// rocket's own parameters (`?<page>`) leave open whether the path or the query is wrong, and take the first of two.
///
/// ```
/// use faultwire_rocket::Query;
/// use rocket::FromForm;
///
/// #[derive(FromForm)]
/// struct Page {
///     number: u32,
///     size: Option<u32>,
/// }
///
/// #[rocket::get("/volumes/<project>")]
/// fn volumes(project: &str, page: Query<Page>) -> String {
///     format!("page {} of {project}, by {}", page.number, page.size.unwrap_or(20))
/// }
/// # let _ = rocket::routes![volumes];
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<T>(pub T);

wrapper!([T] Query<T>, T);

#[rocket::async_trait]
impl<'r, T: FromForm<'r>> FromRequest<'r> for Query<T> {
    type Error = FaultResponse;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, FaultResponse> {
        let form = parse(request, Options::Lenient).and_then(|form| {
            let twice = duplicates(parse::<T>(request, Options::Strict));
            if twice.is_empty() { Ok(form) } else { Err(twice) }
        });
        match form {
            Ok(form) => Outcome::Success(Self(form)),
            Err(errors) => {
                let text = format!("Failed to deserialize query string: {}", shown(&errors));
                Outcome::Error(refuse(request, told(request, &protocol::QUERY_INVALID, &text)))
            }
        }
    }
}

fn parse<'r, T: FromForm<'r>>(request: &'r Request<'_>, options: Options) -> Result<T, Vec<Error<'r>>> {
    let mut form = T::init(options);
    let fields = request.uri().query().into_iter().flat_map(|query| query.segments());
    fields.for_each(|field| T::push_value(&mut form, ValueField::from(field)));
    T::finalize(form).map_err(|errors| errors.into_iter().collect())
}

/// The errors of fields that are there twice.
fn duplicates<T>(form: Result<T, Vec<Error<'_>>>) -> Vec<Error<'_>> {
    let errors = form.err().unwrap_or_default();
    errors.into_iter().filter(|error| matches!(error.kind, ErrorKind::Duplicate)).collect()
}

/// The errors of a form, each with its field. What the system says of an i/o error is for the log: it may name paths.
pub(crate) fn shown(errors: &[Error<'_>]) -> String {
    let shown = errors.iter().map(|error| {
        let text = match error.kind {
            ErrorKind::Io(_) => "i/o error".to_owned(),
            _ => error.to_string(),
        };
        match &error.name {
            Some(name) => format!("{name}: {text}"),
            None => text,
        }
    });
    shown.collect::<Vec<_>>().join("; ")
}
