//! A golden vector: a fault, how it is rendered, and what comes out.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use faultwire::{Config, Fault, FaultType, Renderer, RequestContext, Severity, Value, Violation};
use http::{HeaderMap, HeaderValue, Method, Uri};
use toml_edit::{Document, Item, TableLike};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A vector file. `source` names the seed or specification that the expected bytes come from.
pub(crate) struct Vector {
    page: Document<String>,
    pub(crate) source: String,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) absent: Vec<String>,
    pub(crate) body: Option<String>,
}

impl Vector {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let page = Document::parse(text.to_owned())?;
        let source = string(page.get("source")).ok_or("a vector names its `source`")?;
        let expect = table(page.get("expect")).ok_or("a vector says what it expects")?;
        let status = expect.get("status").and_then(Item::as_integer).ok_or("`expect.status` is missing")?;
        let headers = table(expect.get("headers")).map(pairs).unwrap_or_default();
        let absent = list(expect.get("absent")).iter().filter_map(|v| v.as_str().map(str::to_owned)).collect();
        let body = string(expect.get("body"));
        Ok(Self { source, status: status.try_into()?, headers, absent, body, page })
    }

    pub(crate) fn renderer(&self) -> Result<Renderer> {
        let style = string(self.page.get("style")).ok_or("a vector names its `style`")?;
        let mut config = format!("style = \"{style}\"\n");
        if let Some(options) = table(self.page.get("options")) {
            config.push_str("[options]\n");
            for (name, value) in pairs(options) {
                config.push_str(&format!("{name} = {value:?}\n"));
            }
        }
        let render = table(self.page.get("render"));
        let now = render.and_then(|render| string(render.get("now"))).unwrap_or("2026-01-02T03:04:05.678Z".into());
        let now: jiff::Timestamp = now.parse()?;
        let now = UNIX_EPOCH + Duration::from_millis(now.as_millisecond().try_into()?);
        let details = render.and_then(|render| render.get("details")?.as_bool()).unwrap_or(false);
        let builder = Renderer::builder().config(Config::from_toml(&config, "vector")?);
        let clock = move || -> SystemTime { now };
        Ok(builder.details(details).clock(clock).without_request_ids().build()?)
    }

    pub(crate) fn request(&self) -> Result<RequestContext> {
        let Some(request) = table(self.page.get("request")) else {
            return Ok(match string(self.page.get("accept")) {
                Some(accept) => capture_accept_only(&accept)?,
                None => RequestContext::empty(),
            });
        };
        let method: Method = string(request.get("method")).unwrap_or("GET".into()).parse()?;
        let uri: Uri = string(request.get("path")).unwrap_or("/".into()).parse()?;
        let mut headers = HeaderMap::new();
        if let Some(accept) = string(self.page.get("accept")) {
            headers.insert(http::header::ACCEPT, HeaderValue::from_str(&accept)?);
        }
        let mut context = Renderer::default().capture(&method, &uri, &headers);
        if let Some(route) = string(request.get("route")) {
            context = context.with_route(route);
        }
        if let Some(id) = string(request.get("request_id")) {
            context = context.with_request_id(HeaderValue::from_str(&id)?);
        }
        Ok(context)
    }

    /// The fault, with a definition that a renderer folds, or one made at run time that it does not.
    pub(crate) fn fault(&self, folded: bool) -> Result<Fault> {
        let definition = fault_type(table(self.page.get("fault")).ok_or("a vector has a `fault`")?)?;
        let mut fault = match folded {
            true => Fault::new(Box::leak(Box::new(definition))),
            false => Fault::shared(Arc::new(definition)),
        };
        let Some(own) = table(self.page.get("occurrence")) else { return Ok(fault) };
        for (name, value) in own.get("params").map(members).unwrap_or_default() {
            fault = fault.try_with(name, value)?;
        }
        for (name, value) in own.get("extensions").map(members).unwrap_or_default() {
            fault = fault.try_with_extension(name, value)?;
        }
        if let Some(message) = string(own.get("message")) {
            fault = fault.with_message(message);
        }
        if let Some(details) = string(own.get("details")) {
            fault = fault.with_details(details);
        }
        if let Some(instance) = string(own.get("instance")) {
            fault = fault.with_instance(instance);
        }
        if let Some(seconds) = own.get("retry_after").and_then(Item::as_integer) {
            fault = fault.with_retry_after(seconds.try_into()?);
        }
        for header in list(own.get("headers")) {
            let pair = header.as_array().ok_or("a header is a pair")?;
            let text = |at| pair.get(at).and_then(toml_edit::Value::as_str).ok_or("a header is a pair of texts");
            fault = fault.try_with_header(text(0)?, text(1)?)?;
        }
        for note in list(own.get("notes")) {
            fault = fault.with_note(note.as_str().ok_or("a note is text")?.to_owned());
        }
        for violation in tables(own.get("violations")) {
            fault = fault.with_violation(read_violation(violation)?);
        }
        for earlier in tables(own.get("earlier")) {
            fault = fault.with_earlier(Fault::shared(Arc::new(fault_type(earlier)?)));
        }
        Ok(fault)
    }
}

/// A context with an `Accept` and nothing else: no method and path are known.
fn capture_accept_only(accept: &str) -> Result<RequestContext> {
    let mut headers = HeaderMap::new();
    headers.insert(http::header::ACCEPT, HeaderValue::from_str(accept)?);
    Ok(RequestContext::empty().with_negotiation(&headers))
}

fn fault_type(page: &dyn TableLike) -> Result<FaultType> {
    let code = string(page.get("code")).ok_or("a fault has a `code`")?;
    let status = page.get("status").and_then(Item::as_integer).ok_or("a fault has a `status`")?;
    let title = string(page.get("title")).ok_or("a fault has a `title`")?;
    let mut builder = FaultType::builder(code, status.try_into()?, title);
    if let Some(message) = string(page.get("message")) {
        builder = builder.message(message);
    }
    if let Some(number) = page.get("number").and_then(Item::as_integer) {
        builder = builder.number(number);
    }
    match string(page.get("severity")).as_deref() {
        Some("soft") => builder = builder.severity(Severity::Soft),
        Some("hard") => builder = builder.severity(Severity::Hard),
        Some(other) => return Err(format!("unknown severity {other}").into()),
        None => {}
    }
    if let Some(seconds) = page.get("retry_after").and_then(Item::as_integer) {
        builder = builder.retry_after(seconds.try_into()?);
    }
    if let Some(help) = string(page.get("help")) {
        builder = builder.help(help);
    }
    if let Some(uri) = string(page.get("type_uri")) {
        builder = builder.type_uri(uri);
    }
    for (name, text) in table(page.get("words")).map(pairs).unwrap_or_default() {
        builder = builder.word(name, text);
    }
    Ok(builder.build()?)
}

fn read_violation(page: &dyn TableLike) -> Result<Violation> {
    let message = string(page.get("message")).ok_or("a violation has a `message`")?;
    let place = |key| string(page.get(key));
    let violation = match (place("pointer"), place("parameter"), place("header")) {
        (Some(pointer), None, None) => Violation::at_pointer(pointer, message),
        (None, Some(name), None) => Violation::in_parameter(name, message),
        (None, None, Some(name)) => Violation::in_header(name, message),
        _ => return Err("a violation has one place".into()),
    };
    Ok(match place("rule") {
        Some(rule) => violation.with_rule(rule),
        None => violation,
    })
}

fn string(item: Option<&Item>) -> Option<String> {
    item?.as_str().map(str::to_owned)
}

fn table(item: Option<&Item>) -> Option<&dyn TableLike> {
    item?.as_table_like()
}

fn tables(item: Option<&Item>) -> Vec<&dyn TableLike> {
    let tables = item.and_then(Item::as_array_of_tables);
    tables.map(|tables| tables.iter().map(|table| table as &dyn TableLike).collect()).unwrap_or_default()
}

fn list(item: Option<&Item>) -> Vec<toml_edit::Value> {
    item.and_then(Item::as_array).map(|array| array.iter().cloned().collect()).unwrap_or_default()
}

fn pairs(table: &dyn TableLike) -> Vec<(String, String)> {
    table.iter().map(|(name, item)| (name.to_owned(), item.as_str().unwrap_or_default().to_owned())).collect()
}

fn members(item: &Item) -> Vec<(String, Value)> {
    let table = item.as_table_like();
    table
        .map(|table| table.iter().map(|(name, item)| (name.to_owned(), item_value(item))).collect())
        .unwrap_or_default()
}

fn item_value(item: &Item) -> Value {
    match item {
        Item::Value(value) => data(value),
        other => Value::Map(members(other).into_iter().map(|(name, value)| (name.into(), value)).collect()),
    }
}

fn data(value: &toml_edit::Value) -> Value {
    use toml_edit::Value as Toml;
    match value {
        Toml::String(text) => text.value().clone().into(),
        Toml::Integer(integer) => (*integer.value()).into(),
        Toml::Float(float) => (*float.value()).into(),
        Toml::Boolean(value) => (*value.value()).into(),
        Toml::Datetime(moment) => moment.value().to_string().into(),
        Toml::Array(items) => Value::List(items.iter().map(data).collect()),
        Toml::InlineTable(table) => {
            Value::Map(table.iter().map(|(name, value)| (name.to_owned().into(), data(value))).collect())
        }
    }
}
