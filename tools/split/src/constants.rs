//! Which function uses which constants, as the linker has noted it (`--emit-relocs`): so constants can go where they
//! are needed.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::Range;

use wasm_encoder::MemArg;
use wasm_encoder::reencode::{self, Reencode};
use wasmparser::{KnownCustom, Linking, Name, Operator, Parser, Payload, RelocSectionReader, SymbolInfo, TypeRef};

use crate::module::{Module, Result, address};

/// Between two constants, so many bytes that neither needs are cheaper than a segment of their own.
const GAP: u32 = 8;

/// The linker's notes.
#[derive(Default)]
pub struct Constants<'a> {
    /// Where each constant lies, by the number of its symbol; other symbols lie nowhere.
    places: Vec<Range<u32>>,
    /// What each function names, with the address that stands in its code.
    of_function: BTreeMap<&'a str, BTreeSet<(u32, usize)>>,
    of_constant: BTreeMap<usize, BTreeSet<usize>>,
    /// The places in the source that panics name. Who hands one on need not have it: what reads it is in the rest, and
    /// until then it is an empty name.
    panics: BTreeSet<usize>,
    /// The memory in which no constant is ever written.
    fixed: Vec<Range<u32>>,
}

impl<'a> Constants<'a> {
    /// Reads the program as it was linked. A program without notes has no constants that could be moved.
    pub fn of(linked: &'a [u8]) -> Result<Self> {
        let mut constants = Self::default();
        let mut sections: Vec<Range<u64>> = Vec::new();
        let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
        // Each segment with its address, and where its bytes begin in the file.
        let (mut segments, mut relocations) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(linked) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                sections.push(range);
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.range()),
                Payload::DataSection(data) => {
                    for segment in data {
                        let segment = segment?;
                        let begin = segment.data.as_ptr() as usize - linked.as_ptr() as usize;
                        segments.push((address(&segment)?, begin as u64, segment.data.len() as u32));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(parts) => {
                        for part in parts {
                            if let Name::Function(functions) = part? {
                                for naming in functions {
                                    let naming = naming?;
                                    names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                    KnownCustom::Linking(parts) => {
                        for part in parts {
                            match part? {
                                Linking::SegmentInfo(infos) => {
                                    for (info, (from, _, length)) in infos.into_iter().zip(&segments) {
                                        if info?.name.starts_with(".rodata") {
                                            constants.fixed.push(*from..from + length);
                                        }
                                    }
                                }
                                Linking::SymbolTable(symbols) => {
                                    for symbol in symbols {
                                        constants.places.push(match symbol? {
                                            SymbolInfo::Data { symbol: Some(defined), .. } => {
                                                let from = segments[defined.index as usize].0 + defined.offset;
                                                from..from + defined.size
                                            }
                                            _ => 0..0,
                                        });
                                    }
                                }
                                _ => {}
                            }
                        }
                    }
                    KnownCustom::Reloc(section) => relocations.push(section),
                    _ => {}
                },
                _ => {}
            }
        }
        for section in relocations {
            constants.note(
                section,
                &sections,
                &|at| {
                    let body = bodies.partition_point(|body: &Range<u64>| body.end <= at);
                    bodies.get(body).filter(|body| body.contains(&at))?;
                    names.get(&(imported + body as u32)).copied()
                },
                &segments,
            )?;
        }
        constants.find_panics(|address, length| {
            let (from, begin, _) = segments.iter().find(|(from, _, size)| (*from..from + size).contains(&address))?;
            let begin = *begin as usize + (address - from) as usize;
            linked.get(begin..begin + length as usize)
        });
        Ok(constants)
    }

    fn find_panics(&mut self, bytes: impl Fn(u32, u32) -> Option<&'a [u8]>) {
        let number = |address| Some(u32::from_le_bytes(bytes(address, 4)?.try_into().ok()?));
        let is_place = |place: &Range<u32>| {
            let text = bytes(number(place.start)?, number(place.start + 4)?)?;
            Some(place.len() == 16 && text.ends_with(b".rs"))
        };
        for constant in self.of_constant.keys() {
            if is_place(&self.places[*constant]) == Some(true) {
                self.panics.insert(*constant);
            }
        }
    }

    fn note(
        &mut self,
        section: RelocSectionReader<'a>,
        sections: &[Range<u64>],
        function_at: &dyn Fn(u64) -> Option<&'a str>,
        segments: &[(u32, u64, u32)],
    ) -> Result<()> {
        let Some(target) = sections.get(section.section_index() as usize) else { return Ok(()) };
        for entry in section.entries() {
            let entry = entry?;
            let used = entry.index as usize;
            if self.places.get(used).is_none_or(Range::is_empty) {
                continue;
            }
            let at = target.start + u64::from(entry.offset);
            if let Some(function) = function_at(at) {
                let address = i64::from(self.places[used].start) + entry.addend;
                self.of_function.entry(function).or_default().insert((address as u32, used));
            } else if let Some((from, begin, _)) =
                segments.iter().find(|(_, begin, length)| (*begin..begin + u64::from(*length)).contains(&at))
            {
                for constant in self.all_at(from + (at - begin) as u32) {
                    self.of_constant.entry(constant).or_default().insert(used);
                }
            }
        }
        Ok(())
    }

    /// The constants that cover an address; the linker lets equal texts share their bytes.
    fn all_at(&self, address: u32) -> Vec<usize> {
        (0..self.places.len()).filter(|constant| self.places[*constant].contains(&address)).collect()
    }

    /// The memory that functions need filled: all of it but the constants that none of them uses.
    pub fn needed(&self, module: &Module<'_>, functions: &BTreeSet<u32>) -> Result<Vec<Range<u32>>> {
        let mut open = Vec::new();
        for function in functions {
            let named = numbers(module, *function)?;
            match self.of_function.get(module.symbol(*function)) {
                // Some of it may have gone to a tail.
                Some(used) => {
                    open.extend(used.iter().filter(|(address, _)| named.contains(address)).map(|(_, used)| used))
                }
                // Made after linking. What looks like an address is taken for one.
                None => named.into_iter().for_each(|number| open.extend(self.all_at(number))),
            }
        }
        let mut used = BTreeSet::new();
        while let Some(constant) = open.pop() {
            if !self.panics.contains(&constant) && used.insert(constant) {
                open.extend(self.of_constant.get(&constant).into_iter().flatten());
            }
        }
        let mut needed: Vec<Range<u32>> = used.into_iter().map(|constant| self.places[constant].clone()).collect();
        let mut from = 0;
        for fixed in &self.fixed {
            needed.push(from..fixed.start);
            from = fixed.end;
        }
        needed.push(from..u32::MAX);
        needed.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<u32>> = Vec::new();
        for range in needed {
            match joined.last_mut() {
                Some(last) if range.start <= last.end.saturating_add(GAP) => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        Ok(joined)
    }
}

/// All numbers in a function's code that can be addresses.
fn numbers(module: &Module<'_>, function: u32) -> Result<BTreeSet<u32>> {
    let mut numbers = Numbers::default();
    let mut operators = module.body(function).get_operators_reader()?;
    while !operators.eof() {
        let operator = operators.read()?;
        if let Operator::I32Const { value } = operator {
            numbers.0.insert(value as u32);
        }
        numbers.instruction(operator)?;
    }
    Ok(numbers.0)
}

#[derive(Default)]
struct Numbers(BTreeSet<u32>);

impl Reencode for Numbers {
    type Error = Infallible;

    fn mem_arg(&mut self, place: wasmparser::MemArg) -> std::result::Result<MemArg, reencode::Error<Infallible>> {
        self.0.insert(place.offset as u32);
        reencode::utils::mem_arg(self, place)
    }
}
