//! Functions by stretches: instructions that always run one after the other, as far as their shape tells.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wasmparser::{FunctionBody, Operator};

use crate::module::Result;

/// The stretch of each instruction of a body, numbered in their order, and what the shape of the body comes to: the
/// same for the same instructions, whatever they name.
pub fn stretches(body: &FunctionBody<'_>) -> Result<(Vec<usize>, u32)> {
    let (mut stretches, mut stretch, mut shape) = (Vec::new(), 0, 0x811c_9dc5_u32);
    let mut operators = body.get_operators_reader()?;
    let (bytes, begin) = (body.as_bytes(), body.range().start);
    while !operators.eof() {
        let (operator, at) = operators.read_with_offset()?;
        shape = (shape ^ u32::from(bytes[(at - begin) as usize])).wrapping_mul(0x0100_0193);
        stretches.push(stretch);
        if ends_stretch(&operator) {
            stretch += 1;
        }
    }
    Ok((stretches, shape))
}

/// Another stretch begins behind this instruction.
pub fn ends_stretch(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::If { .. } | Operator::Else | Operator::Loop { .. } | Operator::End | Operator::BrIf { .. }
    )
}

/// What ran in the first seconds: by name and shape of each function, its stretches.
#[derive(Default)]
pub struct Profile {
    functions: BTreeMap<String, BTreeMap<u32, Vec<bool>>>,
}

impl Profile {
    /// Reads a profile: a function per line, with its shape, its stretches and its name.
    pub fn parse(text: &str) -> Self {
        let mut profile = Self::default();
        for line in text.lines() {
            let mut words = line.splitn(3, ' ');
            if let (Some(shape), Some(ran), Some(name)) = (words.next(), words.next(), words.next())
                && let Ok(shape) = u32::from_str_radix(shape, 16)
            {
                let ran = ran.chars().filter_map(|digit| digit.to_digit(16));
                let ran = ran.flat_map(|digit| (0..4).rev().map(move |bit| digit >> bit & 1 == 1)).collect();
                profile.add(name.to_owned(), shape, ran);
            }
        }
        profile
    }

    /// Adds what ran of a function; functions of one name and shape are one.
    pub fn add(&mut self, name: String, shape: u32, ran: Vec<bool>) {
        let known = self.functions.entry(name).or_default().entry(shape).or_default();
        known.resize(known.len().max(ran.len()), false);
        for (known, ran) in known.iter_mut().zip(ran) {
            *known |= ran;
        }
    }

    /// A function of that name ran.
    pub fn names(&self, name: &str) -> bool {
        self.functions.contains_key(name)
    }

    /// Which stretches of a function ran; none where it has changed since, or never ran.
    pub fn ran(&self, name: &str, shape: u32) -> Option<&[bool]> {
        self.functions.get(name)?.get(&shape).map(Vec::as_slice)
    }
}

impl std::fmt::Display for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, shapes) in &self.functions {
            for (shape, ran) in shapes {
                let mut digits = String::new();
                for four in ran.chunks(4) {
                    let digit = (0..4).fold(0, |digit, bit| digit << 1 | u8::from(four.get(bit) == Some(&true)));
                    write!(digits, "{digit:x}")?;
                }
                writeln!(f, "{shape:08x} {digits} {name}")?;
            }
        }
        Ok(())
    }
}
