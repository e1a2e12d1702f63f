//! A program being put together.

use std::collections::BTreeMap;
use std::fmt;

use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, DataSection, ElementSection, ExportSection, FunctionSection, GlobalSection, ImportSection,
    MemorySection, NameMap, NameSection, StartSection, TableSection, TypeSection,
};

use crate::module::{Module, Result};

/// The sections of a program.
#[derive(Default)]
pub struct Sections {
    pub types: TypeSection,
    pub imports: ImportSection,
    pub functions: FunctionSection,
    pub tables: TableSection,
    pub memories: MemorySection,
    pub globals: GlobalSection,
    pub exports: ExportSection,
    pub start: Option<StartSection>,
    pub elements: ElementSection,
    pub code: CodeSection,
    pub data: DataSection,
    pub names: Option<NameSection>,
}

impl Sections {
    /// Adds the types of `module`.
    pub fn types(&mut self, module: &Module<'_>) -> Result<()> {
        for ty in &module.types {
            self.types.ty().func_type(&RoundtripReencoder.func_type(ty.clone())?);
        }
        Ok(())
    }

    /// All of `module` but its functions.
    pub fn of(module: &Module<'_>) -> Result<Self> {
        let mut same = RoundtripReencoder;
        let mut sections = Self::default();
        sections.types(module)?;
        for import in &module.imports {
            same.parse_import(&mut sections.imports, *import)?;
        }
        for table in &module.tables {
            same.parse_table(&mut sections.tables, table.clone())?;
        }
        for memory in &module.memories {
            sections.memories.memory(same.memory_type(*memory)?);
        }
        for global in &module.globals {
            same.parse_global(&mut sections.globals, global.clone())?;
        }
        for export in &module.exports {
            same.parse_export(&mut sections.exports, *export)?;
        }
        for element in &module.elements {
            same.parse_element(&mut sections.elements, element.clone())?;
        }
        for data in &module.data {
            same.parse_data(&mut sections.data, data.clone())?;
        }
        Ok(sections)
    }

    /// Names the functions as `module` does.
    pub fn names(&mut self, module: &Module<'_>, numbers: &Numbers) {
        let named: BTreeMap<u32, u32> = numbers.functions.iter().map(|(old, new)| (*new, *old)).collect();
        let mut names = NameMap::new();
        for (new, old) in named {
            names.append(new, module.symbol(old));
        }
        self.names.insert(NameSection::new()).functions(&names);
    }

    /// The program.
    pub fn finish(self) -> Vec<u8> {
        let mut program = wasm_encoder::Module::new();
        program.section(&self.types).section(&self.imports).section(&self.functions);
        if !self.tables.is_empty() {
            program.section(&self.tables);
        }
        if !self.memories.is_empty() {
            program.section(&self.memories);
        }
        if !self.globals.is_empty() {
            program.section(&self.globals);
        }
        if !self.exports.is_empty() {
            program.section(&self.exports);
        }
        if let Some(start) = &self.start {
            program.section(start);
        }
        program.section(&self.elements).section(&self.code);
        if !self.data.is_empty() {
            program.section(&self.data);
        }
        if let Some(names) = &self.names {
            program.section(names);
        }
        program.finish()
    }
}

/// New numbers for functions and globals.
#[derive(Default)]
pub struct Numbers {
    pub functions: BTreeMap<u32, u32>,
    pub globals: BTreeMap<u32, u32>,
}

/// Something has no number in this part.
#[derive(Debug)]
pub struct Unnumbered(u32);

impl fmt::Display for Unnumbered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not in this part", self.0)
    }
}

impl std::error::Error for Unnumbered {}

impl Reencode for Numbers {
    type Error = Unnumbered;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, reencode::Error<Unnumbered>> {
        self.functions.get(&function).copied().ok_or(reencode::Error::UserError(Unnumbered(function)))
    }

    fn global_index(&mut self, global: u32) -> std::result::Result<u32, reencode::Error<Unnumbered>> {
        self.globals.get(&global).copied().ok_or(reencode::Error::UserError(Unnumbered(global)))
    }
}
