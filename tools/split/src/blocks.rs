//! Functions by stretches: instructions that always run one after the other, as far as their shape tells.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use wasmparser::{FunctionBody, Operator};

use crate::module::Result;

/// The stretch of each instruction of a body, numbered in their order, and the shape of each stretch: the same for the
/// same instructions, whatever they name.
pub fn stretches(body: &FunctionBody<'_>) -> Result<(Vec<usize>, Vec<u8>)> {
    let (mut stretches, mut shapes) = (Vec::new(), vec![0]);
    let mut operators = body.get_operators_reader()?;
    let (bytes, begin) = (body.as_bytes(), body.range().start);
    while !operators.eof() {
        let (operator, at) = operators.read_with_offset()?;
        stretches.push(shapes.len() - 1);
        if let Some(shape) = shapes.last_mut() {
            *shape = (*shape ^ bytes[(at - begin) as usize]).wrapping_mul(0x93).rotate_left(3);
        }
        // The last `end` begins no stretch.
        if ends_stretch(&operator) && !operators.eof() {
            shapes.push(0);
        }
    }
    Ok((stretches, shapes))
}

/// Another stretch begins behind this instruction.
pub fn ends_stretch(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::If { .. } | Operator::Else | Operator::Loop { .. } | Operator::End | Operator::BrIf { .. }
    )
}

/// What ran while somebody watched: of each function that did, by its name, its stretches.
#[derive(Default)]
pub struct Profile {
    functions: BTreeMap<String, Vec<Ran>>,
}

/// The stretches of a function, each with its shape and whether it ran.
type Ran = Vec<(u8, bool)>;

impl Profile {
    /// Reads a profile: a function per line, with its stretches, their shapes, and its name.
    pub fn parse(text: &str) -> Self {
        let mut profile = Self::default();
        for line in text.lines() {
            let mut words = line.splitn(3, ' ');
            if let (Some(ran), Some(shapes), Some(name)) = (words.next(), words.next(), words.next()) {
                let ran = ran.chars().filter_map(|digit| digit.to_digit(16));
                let ran = ran.flat_map(|digit| (0..4).rev().map(move |bit| digit >> bit & 1 == 1));
                let shapes =
                    (0..shapes.len()).step_by(2).filter_map(|at| u8::from_str_radix(shapes.get(at..at + 2)?, 16).ok());
                profile.add(name.to_owned(), shapes.zip(ran).collect());
            }
        }
        profile
    }

    /// Adds what ran of a function; functions of one name and shape are one.
    pub fn add(&mut self, name: String, ran: Ran) {
        let known = self.functions.entry(name).or_default();
        let same = |known: &Ran| known.iter().map(|(shape, _)| shape).eq(ran.iter().map(|(shape, _)| shape));
        match known.iter_mut().find(|known| same(known)) {
            Some(known) => known.iter_mut().zip(ran).for_each(|((_, known), (_, ran))| *known |= ran),
            None => known.push(ran),
        }
    }

    /// A function of that name ran.
    pub fn names(&self, name: &str) -> bool {
        self.functions.contains_key(name)
    }

    /// Which stretches of a function ran, by its name and their shapes. Where it has changed since, a new stretch
    /// counts as the one before it; none where it never ran, or is another altogether.
    pub fn ran(&self, name: &str, shapes: &[u8]) -> Option<Vec<bool>> {
        let aligned = self.functions.get(name)?.iter().map(|known| aligned(known, shapes));
        let (same, ran) = aligned.max_by_key(|(same, _)| *same)?;
        (same * 2 >= shapes.len()).then_some(ran)
    }
}

/// How many stretches are still there, and which of all ran.
fn aligned(known: &Ran, shapes: &[u8]) -> (usize, Vec<bool>) {
    let before: Vec<u8> = known.iter().map(|(shape, _)| *shape).collect();
    let mut found = vec![None; shapes.len()];
    for part in capture_diff_slices(Algorithm::Myers, &before, shapes) {
        if let DiffOp::Equal { old_index, new_index, len } = part {
            for at in 0..len {
                found[new_index + at] = Some(known[old_index + at].1);
            }
        }
    }
    let mut last = true;
    let ran = found.iter().map(|found| {
        last = found.unwrap_or(last);
        last
    });
    (found.iter().flatten().count(), ran.collect())
}

impl std::fmt::Display for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, functions) in &self.functions {
            for function in functions {
                for four in function.chunks(4) {
                    let digit =
                        (0..4).fold(0, |digit, bit| digit << 1 | u8::from(four.get(bit).is_some_and(|ran| ran.1)));
                    write!(f, "{digit:x}")?;
                }
                f.write_char(' ')?;
                for (shape, _) in function {
                    write!(f, "{shape:02x}")?;
                }
                writeln!(f, " {name}")?;
            }
        }
        Ok(())
    }
}
