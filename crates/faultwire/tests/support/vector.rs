//! A golden vector: a fault, a reply or a task, how it is rendered, and what comes out.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use faultwire::{Config, Fault, FaultType, Renderer, Reply, RequestContext, Severity, Task, Value, Violation};
use http::{HeaderMap, HeaderValue, Method, Response, Uri};
use toml_edit::{Document, Item, TableLike};

use super::json::Ordered;

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

    /// What the vector is about, rendered; a fault's definition is one that a renderer folds, or one that it does not.
    pub(crate) fn answer(&self, renderer: &Renderer, folded: bool) -> Result<Response<Bytes>> {
        let request = self.request()?;
        Ok(match self.reply(folded)? {
            Some(reply) => renderer.reply(reply, &request),
            None => renderer.render(&self.fault(folded)?, &request),
        })
    }

    /// The section of a page that describes the answer.
    pub(crate) fn section(&self) -> &'static str {
        match (self.page.get("reply"), self.page.get("task")) {
            _ if self.status >= 400 => "fault",
            (None, None) => "fault",
            (Some(_), None) => "reply",
            _ => "task",
        }
    }

    /// The reply, also one with a task; `None`: the vector is about a fault.
    pub(crate) fn reply(&self, folded: bool) -> Result<Option<Reply>> {
        if let Some(task) = table(self.page.get("task")) {
            let reply = with_status(task)?.with_task(self.task(task, folded)?);
            return Ok(Some(with_location(reply, task)));
        }
        let Some(page) = table(self.page.get("reply")) else { return Ok(None) };
        let mut reply = with_location(with_status(page)?, page);
        if let Some(resource) = table(page.get("resource")) {
            let (name, value) = payload(resource)?;
            reply = reply.with_resource(name, &value);
        }
        for member in list(page.get("members")) {
            let member = member.as_inline_table().ok_or("a member is a table")?;
            let (name, value) = payload(member)?;
            reply = reply.with_member(name, &value);
        }
        if let Some(token) = string(page.get("queue_token")) {
            reply = reply.with_queue_token(token);
        }
        for note in list(page.get("notes")) {
            reply = reply.with_note(note.as_str().ok_or("a note is text")?.to_owned());
        }
        for warning in tables(page.get("warnings")) {
            reply = reply.with_warning(Fault::shared(Arc::new(fault_type(warning)?)));
        }
        Ok(Some(reply))
    }

    fn task(&self, page: &dyn TableLike, folded: bool) -> Result<Task> {
        let id = string(page.get("id")).ok_or("a task has an `id`")?;
        let moment = |key| -> Result<Option<SystemTime>> {
            let Some(text) = string(page.get(key)) else { return Ok(None) };
            Ok(Some(text.parse::<jiff::Timestamp>()?.into()))
        };
        let mut task = Task::in_progress(id, moment("start")?.ok_or("a task has a `start`")?);
        let end = || -> Result<SystemTime> { Ok(moment("end")?.ok_or("a task that is over has an `end`")?) };
        task = match string(page.get("state")).as_deref() {
            Some("IN_PROGRESS") => task,
            Some("COMPLETED") => task.completed(end()?),
            Some("FAILED") => task.failed(end()?, self.fault(folded)?),
            other => return Err(format!("unknown state {other:?}").into()),
        };
        if let Some(message) = string(page.get("message")) {
            task = task.with_message(message);
        }
        for object in list(page.get("objects")) {
            let object = object.as_inline_table().ok_or("an object is a table")?;
            let text = |key| object.get(key).and_then(toml_edit::Value::as_str).map(str::to_owned);
            let (kind, id) =
                (text("type").ok_or("an object has a `type`")?, text("id").ok_or("an object has an `id`")?);
            task = task.with_object(kind, id);
        }
        Ok(task)
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

fn with_status(page: &dyn TableLike) -> Result<Reply> {
    Ok(match page.get("status").and_then(Item::as_integer) {
        Some(200) => Reply::ok(),
        Some(201) => Reply::created(),
        Some(202) => Reply::accepted(),
        Some(204) => Reply::no_content(),
        other => return Err(format!("no status of a reply: {other:?}").into()),
    })
}

fn with_location(reply: Reply, page: &dyn TableLike) -> Reply {
    match string(page.get("location")) {
        Some(location) => reply.with_location(location),
        None => reply,
    }
}

/// A name and a value to serialise, with its members in order.
fn payload(page: &dyn TableLike) -> Result<(String, Ordered)> {
    let name = string(page.get("name")).ok_or("a payload has a `name`")?;
    let json = string(page.get("json")).ok_or("a payload has its `json`")?;
    Ok((name, serde_json::from_str(&json)?))
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
