//! Runs a program for one fault.

use std::cell::Cell;
use std::slice;

use super::program::{Arm, Declared, Mode, Op, Optional};
use super::value::{element, write, write_text};
use super::{escape, report, value};
use crate::fault::{Fault, Text, Value, Violation, is_xml_name};
use crate::render::Occasion;
use crate::reply::{Reply, Task};
use crate::style::Resolved;
use crate::style::field::{Field, Format};
use crate::style::tree::{Label, Subject};

/// What does not change while one answer is written.
pub(crate) struct Facts<'a> {
    /// In a reply, the fault that its task failed with; else none that any hole shows.
    pub(crate) fault: &'a Fault,
    pub(crate) success: Option<&'a Success<'a>>,
    pub(crate) occasion: &'a Occasion<'a>,
    pub(crate) style: &'a Resolved,
    pub(crate) status: u16,
    pub(crate) fault_status: u16,
}

impl<'a> Facts<'a> {
    pub(super) fn style_name(&self) -> &'a str {
        &self.style.name
    }

    /// The name of a list's items in XML, where they have none of their own.
    pub(super) fn xml_item(&self) -> Option<&'a str> {
        self.style.xml_item.as_deref()
    }
}

/// A reply, and what became of it.
pub(crate) struct Success<'a> {
    pub(crate) reply: &'a Reply,
    /// Where the resource belongs: in place of the byte there.
    pub(crate) slot: Cell<Option<usize>>,
    /// Something of the reply's own was shown.
    pub(crate) said: Cell<bool>,
}

impl<'a> Success<'a> {
    pub(crate) const fn new(reply: &'a Reply) -> Self {
        Self { reply, slot: Cell::new(None), said: Cell::new(false) }
    }
}

/// A place in the writing: the facts, and the item of the list around it.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) item: Option<Item<'a>>,
}

#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) of: ItemOf<'a>,
    /// From 1.
    pub(super) index: usize,
    /// The fault the item belongs to or is.
    pub(super) fault: &'a Fault,
}

#[derive(Clone, Copy)]
pub(super) enum ItemOf<'a> {
    Violation(&'a Violation),
    Note(&'a str),
    Object(&'a (Text, Text)),
    Fault,
}

impl<'a> Run<'a> {
    pub(crate) const fn new(facts: &'a Facts<'a>) -> Self {
        Self { facts, item: None }
    }

    /// Runs all steps; true when a hole among them had a value.
    pub(crate) fn all(&self, buf: &mut Vec<u8>, ops: &'a [Op]) -> bool {
        let mut any = false;
        for op in ops {
            // The frequent steps are here, the others are worth a call.
            any |= match op {
                Op::Literal(bytes) => {
                    buf.extend_from_slice(bytes);
                    false
                }
                Op::Optional(optional) => self.optional(buf, optional),
                Op::Group { list: Some(list), .. } if self.is_empty(*list) => false,
                Op::Spread { map, format, declared, mode } => self.spread(buf, *map, *format, *mode, declared),
                op => self.step(buf, op),
            };
        }
        any
    }

    fn step(&self, buf: &mut Vec<u8>, op: &'a Op) -> bool {
        match op {
            // These do not come here.
            Op::Literal(_) | Op::Optional(_) | Op::Spread { .. } => false,
            Op::Comma => {
                comma(buf);
                false
            }
            Op::Hole { of, format, mode, default } => {
                self.hole(buf, of, *format, *mode)
                    || default.as_deref().is_some_and(|default| {
                        self.all(buf, default);
                        true
                    })
            }
            // A list that it needs was found to have items.
            Op::Group { ops, .. } => {
                let start = buf.len();
                let any = self.all(buf, ops);
                if !any {
                    buf.truncate(start);
                }
                any
            }
            Op::Silent(ops) => {
                self.all(buf, ops);
                false
            }
            Op::Whole(ops) => self.whole(buf, ops),
            Op::Each { list, open, comma, item, close, keep } => {
                let start = buf.len();
                buf.extend_from_slice(open);
                let any = self.each(buf, *list, *comma, item) || *keep;
                if any {
                    buf.extend_from_slice(close);
                } else {
                    buf.truncate(start);
                }
                any
            }
            Op::Choose { subject, arms, other } => {
                let arm = self.pick(subject, arms).or(other.as_ref());
                arm.is_some_and(|arm| self.all(buf, &arm.ops) || arm.certain)
            }
            Op::Word { word, mode, table } => match word.own(self.facts.style_name(), self.facts.fault.fault_type()) {
                Some(own) => {
                    write_text(buf, *mode, own);
                    true
                }
                None => {
                    self.all(buf, table);
                    true
                }
            },
        }
    }

    #[inline]
    fn optional(&self, buf: &mut Vec<u8>, optional: &Optional) -> bool {
        let Optional { before, fixed, field, mode, after, vanishing } = optional;
        let Some(text) = self.plain_text(*field) else {
            buf.extend_from_slice(&before[..*fixed]);
            buf.extend_from_slice(&after[*vanishing..]);
            return false;
        };
        buf.extend_from_slice(before);
        match mode {
            Mode::JsonText => escape::json(buf, text),
            mode => write_text(buf, *mode, text),
        }
        buf.extend_from_slice(after);
        true
    }

    fn whole(&self, buf: &mut Vec<u8>, ops: &'a [Op]) -> bool {
        let start = buf.len();
        let said = self.facts.success.map(|success| success.said.get());
        for op in ops {
            if !self.all(buf, slice::from_ref(op)) && matches!(op, Op::Hole { .. }) {
                buf.truncate(start);
                if let (Some(success), Some(said)) = (self.facts.success, said) {
                    success.said.set(said);
                }
                return false;
            }
        }
        true
    }

    fn pick(&self, subject: &Subject, arms: &'a [(Label, Arm)]) -> Option<&'a Arm> {
        let reply = self.facts.success.map(|success| success.reply);
        let fault = self.facts.fault;
        let of_fault = (fault.code(), self.facts.fault_status, fault.fault_type().severity_word());
        subject.pick_for(arms, reply, Some(of_fault))
    }

    /// Writes the items of a list; false when it has none.
    fn each(&self, buf: &mut Vec<u8>, list: Field, with_comma: bool, ops: &'a [Op]) -> bool {
        let mut index = 0;
        let mut write_item = |of, fault| {
            if with_comma {
                comma(buf);
            }
            index += 1;
            Run { facts: self.facts, item: Some(Item { of, index, fault }) }.all(buf, ops);
        };
        let fault = self.facts.fault;
        match (list, self.facts.success) {
            (Field::Notes, None) => fault.notes().for_each(|note| write_item(ItemOf::Note(note), fault)),
            (Field::Faults, _) => {
                write_item(ItemOf::Fault, fault);
                fault.earlier().iter().for_each(|earlier| write_item(ItemOf::Fault, earlier));
            }
            (Field::Entries, _) if fault.violations().is_empty() => write_item(ItemOf::Fault, fault),
            (Field::Notes | Field::Warnings | Field::TaskObjects, Some(success)) => {
                let reply = success.reply;
                match list {
                    Field::Notes => reply.notes().for_each(|note| write_item(ItemOf::Note(note), fault)),
                    Field::Warnings => reply.warnings().iter().for_each(|warning| write_item(ItemOf::Fault, warning)),
                    _ => {
                        let objects = reply.task().map(Task::objects_slice).unwrap_or_default();
                        objects.iter().for_each(|object| write_item(ItemOf::Object(object), fault));
                    }
                }
                if index > 0 {
                    success.said.set(true);
                }
            }
            _ => fault.violations().iter().for_each(|violation| write_item(ItemOf::Violation(violation), fault)),
        }
        index > 0
    }

    fn is_empty(&self, list: Field) -> bool {
        match (list, self.facts.success) {
            (Field::Violations, _) => self.facts.fault.violations().is_empty(),
            (Field::Notes, None) => self.facts.fault.notes().len() == 0,
            (Field::Notes, Some(success)) => success.reply.notes().len() == 0,
            (Field::Warnings, Some(success)) => success.reply.warnings().is_empty(),
            (Field::TaskObjects, Some(success)) => success.reply.task().is_none_or(|task| task.objects().len() == 0),
            _ => false,
        }
    }

    fn is_declared(&self, name: &str, declared: &'a Declared) -> bool {
        declared.has_fixed(name)
            || declared.keys.iter().any(|key| {
                let mut text = Vec::new();
                self.all(&mut text, key) && text == name.as_bytes()
            })
    }

    fn spread(&self, buf: &mut Vec<u8>, map: Field, format: Format, mode: Mode, declared: &'a Declared) -> bool {
        if let (Field::Members, Some(success)) = (map, self.facts.success) {
            return members(buf, success);
        }
        let fault = match (map, &self.item) {
            (Field::ItemExtensions, Some(item)) => item.fault,
            _ => self.facts.fault,
        };
        let members = match map {
            Field::Params => fault.params_slice(),
            _ => fault.extensions_slice(),
        };
        let mut any = false;
        for (name, value) in members {
            if self.is_declared(name, declared) {
                report::left_out(self.facts.style_name(), name, "the envelope has a member of that name");
            } else if mode == Mode::Json {
                member(buf, name, value, format);
                any = true;
            } else if !is_xml_name(name) {
                report::left_out(self.facts.style_name(), name, "it is no XML name");
            } else {
                any |= self.element(buf, name, value, format);
            }
        }
        any
    }

    fn element(&self, buf: &mut Vec<u8>, name: &str, value: &Value, format: Format) -> bool {
        if format == Format::String {
            let mut text = Vec::new();
            value::write(&mut text, value, format, Mode::Plain, None);
            let text = Value::Text(String::from_utf8_lossy(&text).into_owned().into());
            return element(buf, name, &text, None, 0);
        }
        element(buf, name, value, self.facts.xml_item(), 0)
    }
}

/// A member of a JSON object.
#[inline]
fn member(buf: &mut Vec<u8>, name: &str, value: &Value, format: Format) {
    comma(buf);
    buf.push(b'"');
    escape::json(buf, name);
    if let Value::Text(text) = value {
        buf.extend_from_slice(b"\":\"");
        escape::json(buf, text);
        buf.push(b'"');
    } else {
        buf.extend_from_slice(b"\":");
        write(buf, value, format, Mode::Json, None);
    }
}

/// The members of a reply, whose names are known to be free.
#[inline(never)]
fn members(buf: &mut Vec<u8>, success: &Success<'_>) -> bool {
    let mut any = false;
    for (name, json) in success.reply.members() {
        comma(buf);
        write_text(buf, Mode::Json, name);
        buf.push(b':');
        buf.extend_from_slice(json);
        any = true;
    }
    if any {
        success.said.set(true);
    }
    any
}

/// A comma, unless an object or array was just opened: no value ends with an opening bracket.
fn comma(buf: &mut Vec<u8>) {
    if !matches!(buf.last(), Some(b'{' | b'[')) {
        buf.push(b',');
    }
}
