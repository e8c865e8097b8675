//! Content negotiation: RFC 9110 section 12.5.1.

use http::HeaderValue;

use super::preferences::preferences;
use crate::style::page::Format;

/// One media type that a style can answer with.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    pub(crate) format: Format,
    /// Lower case, without parameters.
    pub(crate) essence: String,
    pub(crate) content_type: HeaderValue,
    /// Sent when nobody asks for another of its format.
    pub(crate) default: bool,
}

/// One range of an `Accept`.
#[derive(Debug)]
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    /// Thousandths.
    weight: u16,
}

/// The ranges a client accepts, in its order; malformed ones are left out.
#[derive(Debug)]
pub(crate) struct Accept<'a> {
    ranges: Vec<Range<'a>>,
}

impl<'a> Accept<'a> {
    pub(crate) fn parse(values: impl Iterator<Item = &'a HeaderValue>) -> Self {
        let ranges = preferences(values).filter_map(|(item, weight)| Range::parse(item, weight));
        Self { ranges: ranges.collect() }
    }

    /// Whether it holds no range at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The offer that the client likes best; the style's order decides between equals. `None`: it accepts none.
    pub(crate) fn choose<'o>(&self, offers: &'o [Offer]) -> Option<&'o Offer> {
        let mut best: Option<((u16, u8), &Offer)> = None;
        for offer in offers {
            let Some(worth) = self.weigh(offer) else { continue };
            // What a style merely also answers with must be asked for by name.
            if worth.0 == 0 || (!offer.default && worth.1 < NAMED) {
                continue;
            }
            // Between formats the weight decides, within one the more particular range as well.
            let is_better = |best: (u16, u8), known: &Offer| {
                if known.format == offer.format { worth > best } else { worth.0 > best.0 }
            };
            if best.is_none_or(|(best, known)| is_better(best, known)) {
                best = Some((worth, offer));
            }
        }
        best.map(|(_, offer)| offer)
    }

    /// The weight of exactly this type, if the client names it.
    pub(crate) fn names(&self, essence: &str) -> Option<u16> {
        let named = self.ranges.iter().filter(|range| range.is(essence)).map(|range| range.weight).max();
        named.filter(|weight| *weight > 0)
    }

    /// The best weight that any of the offers gets.
    pub(crate) fn best(&self, offers: &[Offer]) -> u16 {
        offers.iter().filter_map(|offer| self.weigh(offer)).map(|(weight, _)| weight).max().unwrap_or(0)
    }

    /// The weight of the most particular range that covers an offer.
    fn weigh(&self, offer: &Offer) -> Option<(u16, u8)> {
        let ranked = self.ranges.iter().filter_map(|range| range.rank(offer).map(|rank| (rank, range.weight)));
        ranked.max().map(|(rank, weight)| (weight, rank))
    }
}

/// The rank of a range that names a type.
const NAMED: u8 = 4;

impl<'a> Range<'a> {
    fn parse(item: &'a str, weight: u16) -> Option<Self> {
        let (kind, subtype) = item.split_once('/')?;
        let token = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
        if !token(kind) || !token(subtype) || (kind == "*" && subtype != "*") {
            return None;
        }
        Some(Self { kind, subtype, weight })
    }

    fn is(&self, essence: &str) -> bool {
        essence.split_once('/').is_some_and(|(kind, subtype)| {
            self.kind.eq_ignore_ascii_case(kind) && self.subtype.eq_ignore_ascii_case(subtype)
        })
    }

    /// How particular the range is about an offer; `None`: it does not cover it.
    fn rank(&self, offer: &Offer) -> Option<u8> {
        let (kind, suffix) = match offer.format {
            Format::Json => ("json", "+json"),
            Format::Xml => ("xml", "+xml"),
        };
        let tail = self.subtype.len().checked_sub(suffix.len()).and_then(|at| self.subtype.get(at..));
        if self.is(&offer.essence) {
            Some(NAMED)
        } else if self.subtype.eq_ignore_ascii_case(kind)
            && ["application", "text"].iter().any(|k| self.kind.eq_ignore_ascii_case(k))
        {
            Some(3)
        } else if tail.is_some_and(|tail| tail.eq_ignore_ascii_case(suffix)) {
            Some(2)
        } else if self.subtype == "*" {
            let same_kind = offer.essence.split_once('/').is_some_and(|(kind, _)| kind.eq_ignore_ascii_case(self.kind));
            if same_kind { Some(1) } else { (self.kind == "*").then_some(0) }
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers() -> Vec<Offer> {
        let offer = |format, essence: &'static str, default| Offer {
            format,
            essence: essence.to_owned(),
            content_type: HeaderValue::from_static(essence),
            default,
        };
        vec![
            offer(Format::Json, "application/problem+json", true),
            offer(Format::Json, "application/vnd.acme+json", false),
            offer(Format::Xml, "application/problem+xml", true),
        ]
    }

    fn chosen(accept: &str) -> Option<String> {
        let value = HeaderValue::from_str(accept).unwrap_or(HeaderValue::from_static(""));
        Accept::parse([&value].into_iter()).choose(&offers()).map(|offer| offer.essence.clone())
    }

    #[test]
    fn the_client_chooses_the_format() {
        let json = Some("application/problem+json".to_owned());
        let xml = Some("application/problem+xml".to_owned());
        for accept in [
            "*/*",
            "application/*",
            "application/json",
            "TEXT/JSON",
            "application/hal+json",
            "application/xml;q=0.5, application/json",
            "application/xml;q=0, */*",
            "application/xml, application/json",
            "text/html, application/xhtml+xml;q=0.2, */*;q=0.8",
        ] {
            assert_eq!(chosen(accept), json, "{accept}");
        }
        for accept in [
            "application/xml",
            "text/xml",
            "Application/Problem+XML",
            "application/json;q=0.1, application/atom+xml;q=0.2",
            "*/*;q=0.1, application/xml;q=0.9",
            "application/problem+json;q=0, */*",
        ] {
            assert_eq!(chosen(accept), xml, "{accept}");
        }
        assert_eq!(chosen("application/vnd.acme+json").as_deref(), Some("application/vnd.acme+json"));
    }

    #[test]
    fn nothing_is_chosen_from_nothing_acceptable() {
        for accept in ["", "image/png", "*/*;q=0", "json", "application/json;q=9", "application/json;q=", ";;;,,,/"] {
            assert_eq!(chosen(accept), None, "{accept}");
        }
    }

    #[test]
    fn long_lists_are_read_in_part() {
        let many = vec!["image/x"; 300].join(",") + ",application/xml";
        assert_eq!(chosen(&many), None);
    }
}
