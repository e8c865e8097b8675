//! Definitions with one code or one number, of different sets that are nested in one: found by the compiler.
//!
//! All of it is evaluated while a crate is compiled, which takes long for each loop and each call. So a definition is
//! looked up in a table, by a hash that was worked out before, and compared only where it can be equal.

use super::const_text::{ConstText, equal};
use super::set::{Definition, FaultEntry};

/// How many definitions one walk remembers; a larger set is walked more than once.
const ROOM: usize = 4096;

/// Twice as many places as definitions, so that a free one is near.
const SLOTS: usize = 2 * ROOM;

/// How many clashes are told at once.
const TOLD: usize = 8;

/// What two definitions have in common, if there are such two; a line for each two.
pub(super) const fn clashes(entries: &[FaultEntry]) -> Option<ConstText> {
    let mut clashes = Clashes { told: [None; TOLD], more: false };
    if !are_distinct_already(entries) {
        let mut first = 0;
        loop {
            let mut walk = Walk { first, count: 0, codes: [None; SLOTS], numbers: [None; SLOTS], clashes };
            walk.through(entries);
            clashes = walk.clashes;
            first += ROOM;
            if first >= walk.count {
                break;
            }
        }
    }
    clashes.text()
}

/// Whether the derive has seen all of it: definitions of one enum, and nothing nested.
const fn are_distinct_already(entries: &[FaultEntry]) -> bool {
    let mut at = 0;
    while at < entries.len() {
        let seen = match &entries[at] {
            FaultEntry::Definition(definition) => definition.is_derived(),
            FaultEntry::Set(nested) => nested.is_empty(),
        };
        if !seen {
            return false;
        }
        at += 1;
    }
    true
}

/// One way through all definitions.
struct Walk<'e> {
    /// The first definition to remember: all before it were compared with the others by an earlier walk.
    first: usize,
    /// How many have come by.
    count: usize,
    /// Those remembered, by the hashes of their codes.
    codes: [Option<&'e Definition>; SLOTS],
    /// Those remembered that have a number, by its hash.
    numbers: [Option<&'e Definition>; SLOTS],
    clashes: Clashes<'e>,
}

impl<'e> Walk<'e> {
    const fn through(&mut self, entries: &'e [FaultEntry]) {
        let mut at = 0;
        while at < entries.len() {
            match &entries[at] {
                FaultEntry::Definition(definition) => self.meet(definition),
                FaultEntry::Set(nested) => self.through(nested),
            }
            at += 1;
        }
    }

    const fn meet(&mut self, definition: &'e Definition) {
        let place = self.count;
        self.count += 1;
        if place < self.first {
            return;
        }
        let is_remembered = place < self.first + ROOM;
        let mut slot = definition.hash as usize % SLOTS;
        while let Some(known) = self.codes[slot] {
            if known.hash == definition.hash && equal(known.constant_code(), definition.constant_code()) {
                if !known.is_same(definition) {
                    self.clashes.add(Clash { number: None, first: known, second: definition });
                }
                return;
            }
            slot = (slot + 1) % SLOTS;
        }
        if is_remembered {
            self.codes[slot] = Some(definition);
        }
        let Some(number) = definition.fault_type.error_number() else { return };
        let mut slot = number as usize % SLOTS;
        while let Some(known) = self.numbers[slot] {
            if matches!(known.fault_type.error_number(), Some(other) if other == number) {
                self.clashes.add(Clash { number: Some(number), first: known, second: definition });
                return;
            }
            slot = (slot + 1) % SLOTS;
        }
        if is_remembered {
            self.numbers[slot] = Some(definition);
        }
    }
}

/// The clashes found, each once, however often its definitions are met.
#[derive(Clone, Copy)]
struct Clashes<'e> {
    told: [Option<Clash<'e>>; TOLD],
    /// Whether there are others.
    more: bool,
}

/// Two definitions with one number, or with one code.
#[derive(Clone, Copy)]
struct Clash<'e> {
    number: Option<i64>,
    first: &'e Definition,
    second: &'e Definition,
}

impl<'e> Clashes<'e> {
    const fn add(&mut self, clash: Clash<'e>) {
        let mut at = 0;
        while at < TOLD {
            match &self.told[at] {
                Some(told) if told.is_same(&clash) => return,
                Some(_) => at += 1,
                None => {
                    self.told[at] = Some(clash);
                    return;
                }
            }
        }
        self.more = true;
    }

    const fn text(&self) -> Option<ConstText> {
        let mut text = ConstText::new();
        let mut at = 0;
        while at < TOLD {
            let Some(clash) = &self.told[at] else { break };
            if at > 0 {
                text.add("\n");
            }
            clash.write(&mut text);
            at += 1;
        }
        if self.more {
            text.add("\nand more");
        }
        if at > 0 { Some(text) } else { None }
    }
}

impl Clash<'_> {
    const fn is_same(&self, other: &Clash<'_>) -> bool {
        self.number.is_some() == other.number.is_some()
            && self.first.is_same(other.first)
            && self.second.is_same(other.second)
    }

    const fn write(&self, text: &mut ConstText) {
        match self.number {
            Some(number) => {
                text.add("the number ");
                text.add_integer(number);
            }
            None => {
                text.add("the code `");
                text.add(self.first.constant_code());
                text.add("`");
            }
        }
        text.add(" is that of `");
        self.first.write_place(text);
        text.add("` and of `");
        self.second.write_place(text);
        text.add("`");
    }
}

/// A code, as a number to find it by: FNV-1a of 32 bits. The derive has worked it out already for what it writes.
pub(super) const fn hash_of(code: &str) -> u32 {
    let code = code.as_bytes();
    let (mut hash, mut at) = (0x811c_9dc5_u32, 0);
    while at < code.len() {
        hash = (hash ^ code[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::FaultType;

    /// A derived definition: its set, its code, its number.
    fn derived(set: &'static str, code: String, number: Option<i64>) -> FaultEntry {
        let code = code.leak();
        let fault_type = FaultType::new(code, 404, "Title");
        let fault_type = Box::leak(Box::new(number.into_iter().fold(fault_type, FaultType::number)));
        FaultEntry::definition(fault_type, hash_of(code), set, code, "", &[], true)
    }

    fn text(entries: Vec<FaultEntry>) -> String {
        clashes(entries.leak()).map(|text| text.as_str().to_owned()).unwrap_or_default()
    }

    fn many(set: &'static str, codes: std::ops::Range<usize>) -> FaultEntry {
        let entries: Vec<_> = codes.map(|at| derived(set, format!("code_{at}"), Some(-(at as i64)))).collect();
        FaultEntry::Set(entries.leak())
    }

    #[test]
    fn sets_of_any_size_are_compared() {
        let sets = || vec![many("a", 0..ROOM - 7), many("b", ROOM..2 * ROOM), many("c", 2 * ROOM..3 * ROOM)];
        assert_eq!(text(sets()), "");
        for code in [0, ROOM - 8, ROOM, 2 * ROOM - 1, 2 * ROOM, 3 * ROOM - 1] {
            let first = ["a", "b", "c"][code / ROOM];
            let code = format!("code_{code}");
            let expected = format!("the code `{code}` is that of `{first}::{code}` and of `d::{code}`");
            assert_eq!(text(sets().into_iter().chain([derived("d", code, None)]).collect()), expected);
        }
    }

    #[test]
    fn a_clash_is_told_once() {
        let (again, other) = (|| many("a", 3..5), || derived("b", "code_4".into(), Some(-3)));
        let code = "the code `code_4` is that of";
        assert_eq!(text(vec![again(), other(), again()]), format!("{code} `a::code_4` and of `b::code_4`"));
        assert_eq!(text(vec![other(), again(), again()]), {
            let number = "the number -3 is that of `b::code_4` and of `a::code_3`";
            format!("{number}\n{code} `b::code_4` and of `a::code_4`")
        });
    }

    #[test]
    fn entries_by_hand_are_one_definition_where_they_say_the_same() {
        static BUSY: FaultType = FaultType::new("busy", 503, "Busy").message("Wait.").number(3);
        const SAME: FaultType = FaultType::new("busy", 503, "Busy").message("Wait.").number(3);
        let by_hand =
            |fault_type: FaultType| text(vec![FaultEntry::of(&BUSY), FaultEntry::of(Box::leak(Box::new(fault_type)))]);
        assert_eq!(by_hand(SAME), "");
        assert_eq!(by_hand(FaultType::new("free", 503, "Busy")), "");
        let new = |status, title| FaultType::new("busy", status, title).message("Wait.").number(3);
        let without = FaultType::new("busy", 503, "Busy");
        for other in [new(500, "Busy"), new(503, "At work"), SAME.number(4), SAME.message("Go."), without] {
            let told = by_hand(other);
            assert!(told.starts_with("the code `busy` is that of `") && told.contains("clash.rs:"), "{told}");
        }
    }

    #[test]
    fn what_is_left_out_is_said() {
        let told = text(vec![many("a", 0..TOLD), many("b", 0..TOLD)]);
        assert_eq!((told.lines().count(), told.contains("and more")), (TOLD, false));
        let told = text(vec![many("a", 0..100), many("b", 0..100)]);
        assert_eq!((told.lines().count(), told.lines().last()), (TOLD + 1, Some("and more")));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_is_there(
            given in prop::collection::vec((0_usize..3, "[ab]{1,4}", prop::option::of(-3_i64..3)), 0..12),
            nested in 0_usize..12,
        ) {
            const SETS: [&str; 3] = ["x", "y", "z"];
            let mut seen: Vec<(usize, &str, Option<i64>)> = Vec::new();
            let mut expected = Vec::new();
            for (set, code, number) in &given {
                let place = |set: usize, code: &str| format!("`{}::{code}`", SETS[set]);
                if let Some((first, ..)) = seen.iter().find(|(_, known, _)| known == code) {
                    if first != set {
                        let (first, second) = (place(*first, code), place(*set, code));
                        expected.push(format!("the code `{code}` is that of {first} and of {second}"));
                    }
                    continue;
                }
                let known = seen.iter().find(|(.., known)| number.is_some() && known == number);
                if let (Some((first, other, _)), Some(number)) = (known, number) {
                    let (first, second) = (place(*first, other), place(*set, code));
                    expected.push(format!("the number {number} is that of {first} and of {second}"));
                    seen.push((*set, code, None));
                } else {
                    seen.push((*set, code, *number));
                }
            }
            let mut told: Vec<_> = expected.iter().enumerate().filter(|(at, line)| !expected[..*at].contains(line)).map(|(_, line)| line.as_str()).collect();
            if told.len() > TOLD {
                told.truncate(TOLD);
                told.push("and more");
            }
            let mut entries: Vec<_> =
                given.iter().map(|(set, code, number)| derived(SETS[*set], code.clone(), *number)).collect();
            let inside = entries.split_off(nested.min(given.len()));
            // Without a set inside there is nothing to look at: the derive has.
            entries.extend([FaultEntry::Set(inside.leak()), FaultEntry::Set(vec![FaultEntry::Set(&[])].leak())]);
            prop_assert_eq!(text(entries), told.join("\n"));
        }
    }
}
