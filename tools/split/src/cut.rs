//! The cut: which function goes where, and how the two parts reach each other.
//!
//! The first part holds the memory, the tables, the globals and the listed functions. In place of every other function
//! that it calls, exports, or has in the table, there is a stub: it asks for the rest if that has not arrived, and
//! calls through the function's place in the table. The rest takes what it needs from the first part by plain imports;
//! as it arrives it writes its functions into their places in the table, and sets a global. So each part calls within
//! itself directly, and nothing needs to be known about who calls whom through the table.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasm_encoder::reencode::Reencode;
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, Elements, EntityType, ExportKind, Function, GlobalType,
    Instruction, RefType, StartSection, ValType,
};
use wasmparser::{ElementItems, ElementKind, Export, ExternalKind, Operator};

use crate::constants::Constants;
use crate::module::{Module, Result, address};
use crate::sections::{Numbers, Sections};

/// What the rest calls the first part in its imports.
const FIRST: &str = "first";
/// What the first part calls the glue.
const GLUE: &str = "glue";
/// The table of the functions that the first part lends to the rest, by their places: shorter than an export for each.
const LENT: &str = "lent";
/// The table of functions; others hold the browser's objects.
const TABLE: u32 = 0;
/// Not 0 once the rest is there.
const ARRIVED: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

/// The rest has functions of so many bytes for itself: lending one costs as much.
const SMALL: usize = 64;

/// The two parts.
pub struct Parts {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// Cuts a program. `loader` is how the name of the import begins that fetches the rest.
///
/// # Errors
/// The program has something that Rust's programs do not have, or no such import.
pub fn cut(
    module: &Module<'_>,
    constants: &Constants<'_>,
    is_listed: impl Fn(&str) -> bool,
    loader: &str,
) -> Result<Parts> {
    let plan = Plan::new(module, constants, is_listed)?;
    let loader = module.imports.iter().position(|import| import.name.contains(loader));
    let loader = loader.ok_or("the program does not import what fetches the rest")? as u32;
    Ok(Parts { first: first(module, &plan, loader)?, rest: rest(module, &plan)? })
}

struct Plan {
    first: BTreeSet<u32>,
    rest: BTreeSet<u32>,
    /// The functions that are stubs in the first part, with their places in the table.
    stubs: BTreeMap<u32, Vec<u32>>,
    /// How long the table becomes.
    places: u32,
    /// What the rest takes from the first part; the place in this list is the name.
    shared: Vec<(ExportKind, u32)>,
    /// The global that says whether the rest is there.
    arrived: u32,
    /// The memory that the first part fills; the rest fills what is left.
    memory: Vec<Range<u32>>,
}

impl Plan {
    fn new(module: &Module<'_>, constants: &Constants<'_>, is_listed: impl Fn(&str) -> bool) -> Result<Self> {
        let (first, mut rest): (BTreeSet<u32>, BTreeSet<u32>) =
            module.defined().partition(|function| is_listed(&module.name(*function)));

        let mut stubs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (place, function) in table(module)? {
            stubs.entry(function).or_default().push(place);
        }
        let exported = module.exports.iter().filter(|export| export.kind == ExternalKind::Func);
        let called = Uses::of(module, &first)?.functions;
        for function in exported.map(|export| export.index).chain(called) {
            stubs.entry(function).or_default();
        }
        stubs.retain(|function, _| rest.contains(function));
        let mut places = module.tables[TABLE as usize].ty.initial as u32;
        for homeless in stubs.values_mut().filter(|places| places.is_empty()) {
            homeless.push(places);
            places += 1;
        }

        let arrived = module.globals.len() as u32;
        let used = Uses::of(module, &rest)?.functions.into_iter();
        rest.extend(
            used.filter(|function| first.contains(function) && module.body(*function).as_bytes().len() <= SMALL),
        );
        let used = Uses::of(module, &rest)?;
        let mut shared = Vec::new();
        shared.extend((0..module.tables.len() as u32).map(|table| (ExportKind::Table, table)));
        shared.extend((0..module.memories.len() as u32).map(|memory| (ExportKind::Memory, memory)));
        shared.extend(used.globals.into_iter().chain([arrived]).map(|global| (ExportKind::Global, global)));
        shared.extend(used.functions.difference(&rest).map(|function| (ExportKind::Func, *function)));
        let memory = constants.needed(module, &first)?;
        Ok(Self { first, rest, stubs, places, shared, arrived, memory })
    }
}

/// The functions in the table, each with its place.
fn table(module: &Module<'_>) -> Result<Vec<(u32, u32)>> {
    let mut places = Vec::new();
    for element in &module.elements {
        let (ElementKind::Active { table_index, offset_expr }, ElementItems::Functions(functions)) =
            (&element.kind, element.items.clone())
        else {
            return Err("the program fills its table in an unusual way".into());
        };
        let Operator::I32Const { value: offset } = offset_expr.get_operators_reader().read()? else {
            return Err("the program fills its table from a place that it computes".into());
        };
        if table_index.unwrap_or(TABLE) == TABLE {
            for (function, place) in functions.into_iter().zip(offset as u32..) {
                places.push((place, function?));
            }
        }
    }
    Ok(places)
}

/// What the bodies of functions name.
#[derive(Default)]
struct Uses {
    functions: BTreeSet<u32>,
    globals: BTreeSet<u32>,
}

impl Uses {
    fn of(module: &Module<'_>, functions: &BTreeSet<u32>) -> Result<Self> {
        let mut uses = Self::default();
        for function in functions {
            let mut operators = module.body(*function).get_operators_reader()?;
            while !operators.eof() {
                match operators.read()? {
                    Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                        uses.functions.insert(function_index);
                    }
                    Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                        uses.globals.insert(global_index);
                    }
                    Operator::RefFunc { .. } => return Err("the program makes a reference to a function".into()),
                    _ => {}
                }
            }
        }
        Ok(uses)
    }
}

/// A short name.
fn short(number: u32) -> String {
    let digits =
        (0..2).rev().map(|place| b"0123456789abcdefghijklmnopqrstuvwxyz"[(number / 36_u32.pow(place) % 36) as usize]);
    digits.map(char::from).collect()
}

fn first(module: &Module<'_>, plan: &Plan, loader: u32) -> Result<Vec<u8>> {
    let mut part = Sections::default();
    let mut numbers = Numbers::default();
    part.types(module)?;
    for (number, import) in (0..).zip(&module.imports) {
        numbers.functions.insert(number, number);
        let ty = EntityType::Function(module.functions[number as usize]);
        part.imports.import(GLUE, &format!("_{}", short(number)), ty);
        if !import.module.starts_with("./") {
            return Err(format!("{} is not of the glue, but of {}", import.name, import.module).into());
        }
    }
    for function in plan.first.iter().chain(plan.stubs.keys()) {
        numbers.functions.insert(*function, module.imported() + part.functions.len());
        part.functions.function(module.functions[*function as usize]);
    }
    let ensure = module.imported() + part.functions.len();
    part.functions.function(part.types.len());
    part.types.ty().function([], []);
    for table in (0..).zip(&module.tables).map(|(index, table)| (table_type(module, plan, index), table)) {
        let (ty, table) = table;
        numbers.parse_table(&mut part.tables, wasmparser::Table { ty, init: table.init.clone() })?;
    }
    for memory in &module.memories {
        part.memories.memory(numbers.memory_type(*memory)?);
    }
    for (index, global) in (0..).zip(&module.globals) {
        numbers.globals.insert(index, index);
        numbers.parse_global(&mut part.globals, global.clone())?;
    }
    numbers.globals.insert(plan.arrived, plan.arrived);
    part.globals.global(ARRIVED, &ConstExpr::i32_const(0));
    for (number, export) in (0..).zip(&module.exports) {
        // Mangled names are long, and nobody outside knows them.
        let name = if export.name.starts_with("_R") { &format!("_e{}", short(number)) } else { export.name };
        numbers.parse_export(&mut part.exports, Export { name, ..*export })?;
    }
    let mut lent = Vec::new();
    for (name, (kind, index)) in plan.shared.iter().enumerate() {
        if *kind == ExportKind::Func {
            lent.push(numbers.function_index(*index)?);
        } else {
            part.exports.export(&name.to_string(), *kind, *index);
        }
    }
    let table = part.tables.len();
    let size = lent.len() as u64;
    part.tables.table(wasm_encoder::TableType {
        element_type: RefType::FUNCREF,
        minimum: size,
        maximum: Some(size),
        table64: false,
        shared: false,
    });
    part.exports.export(LENT, ExportKind::Table, table);
    part.elements.active(Some(table), &ConstExpr::i32_const(0), Elements::Functions(lent.into()));
    for element in &module.elements {
        numbers.parse_element(&mut part.elements, element.clone())?;
    }
    for function in &plan.first {
        numbers.parse_function_body(&mut part.code, module.body(*function).clone())?;
    }
    for (function, places) in &plan.stubs {
        stub(module, *function, places[0], ensure, &mut part.code);
    }
    part.code.function(&ensuring(plan.arrived, loader));
    part.names(module, &numbers);
    fill(module, &plan.memory, &mut part.data)?;
    Ok(part.finish())
}

/// Fills these parts of the memory.
fn fill(module: &Module<'_>, memory: &[Range<u32>], data: &mut DataSection) -> Result<()> {
    for segment in &module.data {
        let from = address(segment)?;
        let to = from + segment.data.len() as u32;
        for range in memory {
            let (start, end) = (range.start.max(from), range.end.min(to));
            if start < end {
                let bytes = &segment.data[(start - from) as usize..(end - from) as usize];
                data.active(0, &ConstExpr::i32_const(start as i32), bytes.iter().copied());
            }
        }
    }
    Ok(())
}

/// Sees to it that the rest is there.
fn ensuring(arrived: u32, loader: u32) -> Function {
    let mut ensuring = Function::new([]);
    ensuring
        .instruction(&Instruction::GlobalGet(arrived))
        .instruction(&Instruction::I32Eqz)
        .instruction(&Instruction::If(BlockType::Empty))
        .instruction(&Instruction::Call(loader))
        .instruction(&Instruction::End)
        .instruction(&Instruction::End);
    ensuring
}

fn stub(module: &Module<'_>, function: u32, place: u32, ensure: u32, code: &mut CodeSection) {
    let mut stub = Function::new([]);
    let mut say = |instruction| {
        stub.instruction(&instruction);
    };
    say(Instruction::Call(ensure));
    for (parameter, _) in (0..).zip(module.type_of(function).params()) {
        say(Instruction::LocalGet(parameter));
    }
    say(Instruction::I32Const(place as i32));
    say(Instruction::CallIndirect { type_index: module.functions[function as usize], table_index: TABLE });
    say(Instruction::End);
    code.function(&stub);
}

fn rest(module: &Module<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let mut part = Sections::default();
    let mut numbers = Numbers::default();
    part.types(module)?;
    for (name, (kind, index)) in plan.shared.iter().enumerate() {
        let ty: EntityType = match kind {
            ExportKind::Table => numbers.table_type(table_type(module, plan, *index))?.into(),
            ExportKind::Memory => numbers.memory_type(module.memories[*index as usize])?.into(),
            ExportKind::Global => {
                numbers.globals.insert(*index, numbers.globals.len() as u32);
                let global = module.globals.get(*index as usize);
                global.map(|global| numbers.global_type(global.ty)).transpose()?.unwrap_or(ARRIVED).into()
            }
            _ => {
                numbers.functions.insert(*index, numbers.functions.len() as u32);
                EntityType::Function(module.functions[*index as usize])
            }
        };
        match kind {
            ExportKind::Func => part.imports.import(LENT, &(numbers.functions.len() - 1).to_string(), ty),
            _ => part.imports.import(FIRST, &name.to_string(), ty),
        };
    }
    let imported = numbers.functions.len() as u32;
    for function in &plan.rest {
        numbers.functions.insert(*function, imported + part.functions.len());
        part.functions.function(module.functions[*function as usize]);
    }
    for function in &plan.rest {
        numbers.parse_function_body(&mut part.code, module.body(*function).clone())?;
    }
    part.names(module, &numbers);
    part.start = Some(StartSection { function_index: imported + part.functions.len() });
    part.functions.function(part.types.len());
    part.types.ty().function([], []);
    let mut start = Function::new([]);
    start.instruction(&Instruction::I32Const(1));
    start.instruction(&Instruction::GlobalSet(numbers.global_index(plan.arrived)?));
    start.instruction(&Instruction::End);
    part.code.function(&start);

    let places: BTreeMap<u32, u32> =
        plan.stubs.iter().flat_map(|(function, places)| places.iter().map(|place| (*place, *function))).collect();
    let mut left = places.into_iter().peekable();
    while let Some((from, function)) = left.next() {
        let mut run = vec![numbers.function_index(function)?];
        while let Some((_, function)) = left.next_if(|(place, _)| *place == from + run.len() as u32) {
            run.push(numbers.function_index(function)?);
        }
        part.elements.active(None, &ConstExpr::i32_const(from as i32), Elements::Functions(run.into()));
    }
    let left: Vec<Range<u32>> = plan.memory.windows(2).map(|pair| pair[0].end..pair[1].start).collect();
    fill(module, &left, &mut part.data)?;
    Ok(part.finish())
}

/// A table's type; the functions' table is long enough for the stubs' places.
fn table_type(module: &Module<'_>, plan: &Plan, table: u32) -> wasmparser::TableType {
    let mut ty = module.tables[table as usize].ty;
    if table == TABLE {
        ty.initial = plan.places.into();
        ty.maximum = ty.maximum.map(|maximum| maximum.max(ty.initial));
    }
    ty
}
