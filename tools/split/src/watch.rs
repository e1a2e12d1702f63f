//! A program that notes what of it runs.

use std::fmt::Write as _;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ConstExpr, ExportKind, GlobalType, Instruction, MemArg, MemArgTarget, ValType};

use crate::blocks::{Profile, ends_stretch, stretches};
use crate::module::{Module, Result};
use crate::sections::Sections;

const PAGE: u64 = 65_536;

/// The name of the global that says where the notes begin in the memory: a byte per stretch, in the order of
/// [`stretches`]; it is 1 once the stretch has run.
const NOTES: &str = "notes";

/// The watching program, and where the notes of each function begin.
pub fn watch(module: &Module<'_>) -> Result<Vec<u8>> {
    let mut same = RoundtripReencoder;
    let mut watched = Sections::of(module)?;
    let begin = module.memories[0].initial * PAGE;
    let note = |at: u64| {
        let place = MemArg { offset: begin + at, align: 0, target: MemArgTarget::Memory(0), ordering: None };
        [Instruction::I32Const(0), Instruction::I32Const(1), Instruction::I32Store8(place)]
    };
    let mut notes = 0;
    for function in module.defined() {
        watched.functions.function(module.functions[function as usize]);
        let body = module.body(function);
        let mut noting = same.new_function_with_parsed_locals(body)?;
        for instruction in note(notes) {
            noting.instruction(&instruction);
        }
        notes += 1;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let operator = operators.read()?;
            let ends = ends_stretch(&operator) && !operators.eof();
            noting.instruction(&same.instruction(operator)?);
            if ends {
                for instruction in note(notes) {
                    noting.instruction(&instruction);
                }
                notes += 1;
            }
        }
        watched.code.function(&noting);
    }
    let mut memories = wasm_encoder::MemorySection::new();
    for memory in &module.memories {
        let initial = memory.initial + notes.div_ceil(PAGE);
        let maximum = memory.maximum.map(|maximum| maximum.max(initial));
        memories.memory(same.memory_type(wasmparser::MemoryType { initial, maximum, ..*memory })?);
    }
    watched.memories = memories;
    let global = GlobalType { val_type: ValType::I32, mutable: false, shared: false };
    watched.exports.export(NOTES, ExportKind::Global, watched.globals.len());
    watched.globals.global(global, &ConstExpr::i32_const(begin as i32));
    Ok(watched.finish())
}

/// The profile that notes make: those of several visits, each from the first byte to the last that is not 0.
pub fn profile(module: &Module<'_>, visits: &[Vec<u8>]) -> Result<String> {
    let mut profile = Profile::default();
    let mut from = 0;
    for function in module.defined() {
        let (_, shapes) = stretches(module.body(function))?;
        let count = shapes.len();
        let ran = (from..from + count).map(|at| visits.iter().any(|notes| notes.get(at) == Some(&1)));
        let ran: Vec<(u8, bool)> = shapes.into_iter().zip(ran).collect();
        if ran.first().is_some_and(|(_, ran)| *ran) {
            profile.add(module.name(function), ran);
        }
        from += count;
    }
    let mut text = String::new();
    write!(text, "{profile}")?;
    Ok(text)
}
