//! What a style says of itself, in rows.

use faultwire::{DropsReport, Fate, Format, Place, Style};

use crate::output::Paint;
use crate::styles::{Of, key};

/// The kinds of calls, with the statuses of their errors.
pub(super) fn calls(style: &Style) -> Vec<[String; 2]> {
    let text = |statuses: &[u16]| statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
    style.calls().map(|(call, statuses)| [call.to_owned(), text(statuses)]).collect()
}

/// The media types of an answer, each with its format and when it is sent.
pub(super) fn media(of: Of, style: &Style) -> Vec<[String; 3]> {
    let formats: Vec<(Format, Vec<String>)> = match of {
        Of::Fault => style.formats().map(|f| (f, style.media_types(f).map(str::to_owned).collect())).collect(),
        Of::Reply | Of::Task => vec![(Format::Json, style.reply_media_types().collect())],
    };
    let mut rows = Vec::new();
    for (first, (format, types)) in formats.into_iter().enumerate() {
        for (at, media) in types.into_iter().enumerate() {
            let when = match (first, at) {
                (0, 0) => "sent by default",
                (_, 0) => "sent when its format is accepted",
                _ => "sent when asked for by name",
            };
            rows.push([key(format).to_owned(), media, when.to_owned()]);
        }
    }
    rows
}

/// What becomes of a reply to a client that accepts none of its media types.
pub(super) fn unaccepted(style: &Style) -> &'static str {
    match style.strict_accept() {
        true => "A client that accepts none of these gets a 406, unless the configuration says otherwise.",
        false => "A client that accepts none of these gets the first, unless the configuration says otherwise.",
    }
}

/// The options with their values, and what else they can be.
pub(super) fn options(style: &Style) -> Vec<[String; 3]> {
    let options = style.options().map(|option| {
        let others = option.values().map(|values| values.filter(|value| *value != option.value()).collect::<Vec<_>>());
        let others = others.map_or_else(|| "or any text".to_owned(), |others| format!("or {}", others.join(", ")));
        [option.name().to_owned(), format!("= {}", option.value()), others]
    });
    or_none(options.collect())
}

/// The headers, with the fields that they carry: those of the page, then those that answers have in any case.
pub(super) fn headers(of: Of, style: &Style, reports: &[(Vec<Format>, DropsReport)]) -> Vec<[String; 2]> {
    let mut names: Vec<_> = match of {
        Of::Fault => style.headers().collect(),
        Of::Reply => style.reply_headers().collect(),
        Of::Task => style.task_headers().collect(),
    };
    let fields = || reports.iter().take(1).flat_map(|(_, report)| report.fields());
    for place in fields().flat_map(|field| field.places()) {
        match place {
            Place::Header(name) if !names.contains(name) => names.push(name.clone()),
            _ => {}
        }
    }
    let rows = names.into_iter().map(|name| {
        let place = Place::Header(name.clone());
        let shown = fields().filter(|field| field.places().contains(&place));
        let shown: Vec<_> = shown.map(|field| format!("{} ({})", field.name(), field.description())).collect();
        [name.to_string(), shown.join(", ")]
    });
    or_none(rows.collect())
}

/// The rows, or one that says that there is none.
fn or_none<const N: usize>(mut rows: Vec<[String; N]>) -> Vec<[String; N]> {
    if rows.is_empty() {
        rows.push(std::array::from_fn(|at| if at == 0 { "none".to_owned() } else { String::new() }));
    }
    rows
}

/// The fields that are dropped, in one line, then what becomes of each.
pub(super) fn fields(report: &DropsReport, paint: Paint) -> String {
    let dropped = Fate::Dropped.to_string();
    let text = report.to_string();
    let lost: Vec<_> = text.lines().filter_map(|line| line.strip_suffix(&dropped)).map(str::trim_end).collect();
    let summary = match lost.as_slice() {
        [] => "nothing is dropped".to_owned(),
        names => format!("{} {}", paint.bad("dropped:"), names.join(", ")),
    };
    let lines = text.lines().map(|line| match line.strip_suffix(&dropped) {
        Some(name) => format!("  {name}{}\n", paint.bad(&dropped)),
        None => format!("  {line}\n"),
    });
    format!("  {summary}\n\n{}", lines.collect::<String>())
}
