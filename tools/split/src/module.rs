//! A WebAssembly program taken apart.

use std::collections::BTreeMap;
use std::error::Error;

use wasmparser::{
    Data, DataKind, Element, Export, FuncType, FunctionBody, Global, Import, KnownCustom, MemoryType, Name, Operator,
    Parser, Payload, Table, TypeRef,
};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// In the symbols of generic functions that src/page compiles once more. The others have a number at the end.
const FAST: &str = "_16order_board_page";

/// What a program consists of. Function indices count the imported functions first, as the format does.
#[derive(Default)]
pub struct Module<'a> {
    pub types: Vec<FuncType>,
    pub imports: Vec<Import<'a>>,
    /// The type of every function.
    pub functions: Vec<u32>,
    pub tables: Vec<Table<'a>>,
    pub memories: Vec<MemoryType>,
    pub globals: Vec<Global<'a>>,
    pub exports: Vec<Export<'a>>,
    pub elements: Vec<Element<'a>>,
    pub data: Vec<Data<'a>>,
    pub bodies: Vec<FunctionBody<'a>>,
    names: BTreeMap<u32, &'a str>,
}

impl<'a> Module<'a> {
    /// # Errors
    /// The bytes are no program, or have something that Rust's programs do not have.
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(section) => {
                    module.types = section.into_iter_err_on_gc_types().collect::<std::result::Result<_, _>>()?;
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let TypeRef::Func(ty) = import.ty else { return Err("imports something but functions".into()) };
                        module.functions.push(ty);
                        module.imports.push(import);
                    }
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        module.functions.push(ty?);
                    }
                }
                Payload::TableSection(section) => module.tables = collect(section)?,
                Payload::MemorySection(section) => module.memories = collect(section)?,
                Payload::GlobalSection(section) => module.globals = collect(section)?,
                Payload::ExportSection(section) => module.exports = collect(section)?,
                Payload::ElementSection(section) => module.elements = collect(section)?,
                Payload::DataSection(section) => module.data = collect(section)?,
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                Payload::StartSection { .. } => return Err("starts by itself".into()),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for part in names {
                            if let Name::Function(functions) = part? {
                                for naming in functions {
                                    let naming = naming?;
                                    module.names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(module)
    }

    /// How many functions are imported.
    pub fn imported(&self) -> u32 {
        self.imports.len() as u32
    }

    /// The type of a function.
    pub fn type_of(&self, function: u32) -> &FuncType {
        &self.types[self.functions[function as usize] as usize]
    }

    /// The body of a function that is not imported.
    pub fn body(&self, function: u32) -> &FunctionBody<'a> {
        &self.bodies[(function - self.imported()) as usize]
    }

    /// The functions that are not imported.
    pub fn defined(&self) -> std::ops::Range<u32> {
        self.imported()..self.functions.len() as u32
    }

    /// The name of a function as the linker has it.
    pub fn symbol(&self, function: u32) -> &'a str {
        self.names.get(&function).copied().unwrap_or_default()
    }

    /// The name of a function as its source has it, without what changes from build to build: hashes of crates, and the
    /// numbers of closures.
    pub fn name(&self, function: u32) -> String {
        let symbol = self.symbol(function);
        let name = format!("{:#}", rustc_demangle::demangle(symbol));
        let mut parts = name.split('#');
        let first = parts.next().unwrap_or_default().to_owned();
        let name =
            parts.fold(first, |name, part| name + part.trim_start_matches(|letter: char| letter.is_ascii_digit()));
        if symbol.contains(FAST) { name + " for speed" } else { name }
    }
}

/// Where a segment of the memory begins.
pub fn address(segment: &Data<'_>) -> Result<u32> {
    if let DataKind::Active { memory_index: 0, offset_expr } = &segment.kind
        && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
    {
        return Ok(value as u32);
    }
    Err("the program fills its memory in an unusual way".into())
}

fn collect<'a, T: wasmparser::FromReader<'a>>(section: wasmparser::SectionLimited<'a, T>) -> Result<Vec<T>> {
    Ok(section.into_iter().collect::<std::result::Result<_, _>>()?)
}
