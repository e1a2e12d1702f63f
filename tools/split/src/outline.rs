//! Moves what never ran out of functions that did.
//!
//! Within a block, once the end of a stretch that never ran is passed, nothing runs up to the block's end. Such a tail
//! becomes a function of its own: it takes the locals that it uses, and gives back those that it changed, together
//! with the way on: the end of the block, a branch, or the return of the function.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{BlockType, Encode, Function, Instruction, NameMap, NameSection, ValType};
use wasmparser::{
    FuncType, FuncValidator, FunctionBody, Operator, Parser, ValidPayload, Validator, ValidatorResources, WasmFeatures,
};

use crate::blocks::{Profile, ends_stretch, stretches};
use crate::module::{Module, Result};
use crate::sections::Sections;

/// A function in two parts or more.
struct Outlined {
    /// What takes the function's place.
    body: Function,
    /// The tails, each with the type of its parameters and results.
    tails: Vec<Tail>,
}

/// A tail as a function of its own.
struct Tail {
    parameters: Vec<ValType>,
    results: Vec<ValType>,
    body: Function,
}

/// A way out of a tail, and the types of the values that it takes along.
#[derive(Clone, PartialEq)]
struct Exit {
    way: Way,
    values: Vec<ValType>,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// Over the end of the block.
    On,
    /// To a label, counted from the block.
    Branch(u32),
    Return,
}

/// A block, loop, arm or the function's whole body, open at some instruction.
#[derive(Clone, Copy)]
struct Open {
    /// The instruction that opened it; none for the body.
    begin: Option<usize>,
    is_loop: bool,
    /// The `else` or `end` that ends the sequence.
    sequence_end: usize,
    /// The `end` of it all.
    end: usize,
}

/// The program with all tails of its functions that did not run as functions of their own, at the end.
pub fn outlined(program: &[u8], profile: &Profile) -> Result<Vec<u8>> {
    let module = Module::parse(program)?;
    let mut validators = Vec::new();
    let mut validator = Validator::new_with_features(WasmFeatures::all());
    for payload in Parser::new(0).parse_all(program) {
        if let ValidPayload::Func(function, _) = validator.payload(&payload?)? {
            validators.push(function.into_validator(Default::default()));
        }
    }
    let mut whole = Sections::of(&module)?;
    let mut names = NameMap::new();
    for function in 0..module.functions.len() as u32 {
        names.append(function, module.symbol(function));
    }
    let mut types: BTreeMap<String, u32> = BTreeMap::new();
    let mut tails = Vec::new();
    for (function, validator) in module.defined().zip(validators) {
        whole.functions.function(module.functions[function as usize]);
        let (stretches, shapes) = stretches(module.body(function))?;
        let name = module.name(function);
        let ran = profile.ran(&name, &shapes).filter(|_| is_steady(&name));
        let next = (module.functions.len() + tails.len()) as u32;
        let lean = match ran {
            Some(ran) => {
                let ran = |at: usize| ran.get(stretches[at]).copied().unwrap_or_default();
                outline(&module, function, validator, ran, next)?
            }
            None => None,
        };
        match lean {
            Some(lean) => {
                whole.code.function(&lean.body);
                tails.extend(lean.tails.into_iter().map(|tail| (function, tail)));
            }
            None => RoundtripReencoder.parse_function_body(&mut whole.code, module.body(function).clone())?,
        }
    }
    for (function, (of, tail)) in (module.functions.len() as u32..).zip(tails) {
        let Tail { parameters, results, body } = tail;
        let ty = *types.entry(format!("{parameters:?} {results:?}")).or_insert_with(|| {
            whole.types.ty().function(parameters, results);
            whole.types.len() - 1
        });
        whole.functions.function(ty);
        whole.code.function(&body);
        names.append(function, &format!("tail of {}", module.symbol(of)));
    }
    whole.names.insert(NameSection::new()).functions(&names);
    Ok(whole.finish())
}

/// What the shop and its page do is the same at each visit. What the allocator, collections and the queue of what is to
/// be rendered do depends on sizes and moments: their functions stay whole.
fn is_steady(name: &str) -> bool {
    let path = name.trim_start_matches(['<', '&', '[', '(']);
    !UNSTEADY.iter().any(|start| path.starts_with(start))
}

const UNSTEADY: [&str; 9] = [
    "__rustc::",
    "alloc::collections::",
    "alloc::raw_vec::",
    "alloc::vec::",
    "hashbrown::",
    "indexmap::",
    "order_board::index::",
    "talc::",
    "yew::scheduler::",
];

/// Two keys are compared where their hashes happen to be alike, and the tree of what is to be rendered grows where much
/// of it comes together: that is another matter at each visit.
pub fn is_by_chance(name: &str) -> bool {
    let is_key =
        name.starts_with("<hashbrown::") && name.contains("::equivalent_key<") && name.ends_with("::{closure}");
    is_key || (name.contains("alloc::collections::btree::") && name.contains("yew::scheduler::QueueEntry"))
}

/// The instructions of a tail, and what is open around them.
struct Span<'o> {
    from: usize,
    to: usize,
    open: &'o [Open],
}

struct Body<'a, 'm> {
    module: &'m Module<'a>,
    ty: &'m FuncType,
    operators: Vec<Operator<'a>>,
    locals: Vec<ValType>,
    /// For each instruction: it can be reached.
    reached: Vec<bool>,
    /// For each instruction: nothing lies on the block's stack.
    plain: Vec<bool>,
    /// For each block, loop and `if`: its `else` and its `end`.
    ends: BTreeMap<usize, (Option<usize>, usize)>,
}

/// Moves the tails that did not run out of a function; nothing where there are none worth it. `next` is the number of
/// the first new function.
fn outline(
    module: &Module<'_>,
    function: u32,
    validator: FuncValidator<ValidatorResources>,
    ran: impl Fn(usize) -> bool,
    next: u32,
) -> Result<Option<Outlined>> {
    let body = Body::new(module, function, validator)?;
    let live = body.liveness();
    let mut same = RoundtripReencoder;
    let mut extra: Vec<ValType> = Vec::new();
    let mut instructions: Vec<Instruction<'_>> = Vec::new();
    let mut tails = Vec::new();
    let mut open = vec![body.whole()];
    let mut at = 0;
    while at < body.operators.len() {
        let end = open.last().map_or(0, |top| top.sequence_end);
        if body.may_begin_tail(at, &ran)
            && (at..end).all(|at| !ran(at))
            && let Some(tail) = body.tail(&Span { from: at, to: end, open: &open }, &live)?
        {
            let mut pool = Pool { types: &mut extra, first: body.locals.len(), used: BTreeSet::new() };
            instructions.extend(tail.call(next + tails.len() as u32, &mut pool));
            tails.push(tail.function);
            at = end;
            continue;
        }
        instructions.push(same.instruction(body.operators[at].clone())?);
        body.enter(&mut open, at);
        at += 1;
    }
    if tails.is_empty() {
        return Ok(None);
    }
    let parameters = body.ty.params().len();
    let locals = body.locals[parameters..].iter().chain(&extra).map(|ty| (1, *ty));
    let mut whole = Function::new_with_locals_types(locals.map(|(_, ty)| ty));
    for instruction in &instructions {
        whole.instruction(instruction);
    }
    Ok(Some(Outlined { body: whole, tails }))
}

/// Further locals of a function, shared by the calls of its tails.
struct Pool<'p> {
    types: &'p mut Vec<ValType>,
    first: usize,
    used: BTreeSet<usize>,
}

impl Pool<'_> {
    fn take(&mut self, ty: ValType) -> u32 {
        let free = (0..self.types.len()).find(|at| self.types[*at] == ty && !self.used.contains(at));
        let at = free.unwrap_or_else(|| {
            self.types.push(ty);
            self.types.len() - 1
        });
        self.used.insert(at);
        (self.first + at) as u32
    }
}

/// A tail, and how it is called.
struct Called {
    function: Tail,
    inputs: Vec<u32>,
    outputs: Vec<u32>,
    exits: Vec<Exit>,
}

impl Called {
    fn call(&self, function: u32, pool: &mut Pool<'_>) -> Vec<Instruction<'static>> {
        let mut said: Vec<Instruction<'static>> =
            self.inputs.iter().map(|local| Instruction::LocalGet(*local)).collect();
        said.push(Instruction::Call(function));
        let chosen = (self.exits.len() > 1).then(|| pool.take(ValType::I32));
        let carried: Vec<Vec<u32>> =
            self.exits.iter().map(|exit| exit.values.iter().map(|ty| pool.take(*ty)).collect()).collect();
        let taken = self.outputs.iter().chain(carried.iter().flatten()).copied().chain(chosen);
        said.extend(taken.collect::<Vec<_>>().into_iter().rev().map(Instruction::LocalSet));
        let Some((last, others)) = self.exits.split_last() else {
            said.push(Instruction::Unreachable);
            return said;
        };
        for (number, exit) in (0..).zip(others) {
            said.push(Instruction::LocalGet(chosen.unwrap_or_default()));
            said.push(Instruction::I32Const(number));
            said.push(Instruction::I32Eq);
            said.push(Instruction::If(BlockType::Empty));
            leave(exit, &carried[number as usize], 1, &mut said);
            said.push(Instruction::End);
        }
        leave(last, &carried[others.len()], 0, &mut said);
        said
    }
}

fn leave(exit: &Exit, carried: &[u32], depth: u32, said: &mut Vec<Instruction<'static>>) {
    said.extend(carried.iter().map(|local| Instruction::LocalGet(*local)));
    match exit.way {
        Way::On => {}
        Way::Branch(label) => said.push(Instruction::Br(label + depth)),
        Way::Return => said.push(Instruction::Return),
    }
}

impl<'a, 'm> Body<'a, 'm> {
    fn new(module: &'m Module<'a>, function: u32, mut validator: FuncValidator<ValidatorResources>) -> Result<Self> {
        let mut same = RoundtripReencoder;
        let ty = module.type_of(function);
        let source: &FunctionBody<'a> = module.body(function);
        let mut locals = Vec::new();
        for parameter in ty.params() {
            locals.push(same.val_type(*parameter)?);
        }
        let mut reader = source.get_binary_reader();
        validator.read_locals(&mut reader)?;
        for group in source.get_locals_reader()? {
            let (count, ty) = group?;
            for _ in 0..count {
                locals.push(same.val_type(ty)?);
            }
        }
        let (mut operators, mut ends) = (Vec::new(), BTreeMap::new());
        let (mut reached, mut plain) = (Vec::new(), Vec::new());
        let mut open: Vec<usize> = Vec::new();
        let mut reader = source.get_operators_reader()?;
        while !reader.eof() {
            let (operator, offset) = reader.read_with_offset()?;
            let frame = validator.get_control_frame(0);
            reached.push(frame.is_some_and(|frame| !frame.unreachable));
            plain.push(frame.is_some_and(|frame| frame.height == validator.operand_stack_height() as usize));
            validator.op(offset, &operator)?;
            let at = operators.len();
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                    ends.insert(at, (None, 0));
                    open.push(at);
                }
                Operator::Else => {
                    if let Some(ends) = open.last().and_then(|begin| ends.get_mut(begin)) {
                        ends.0 = Some(at);
                    }
                }
                Operator::End => {
                    if let Some(ends) = open.pop().and_then(|begin| ends.get_mut(&begin)) {
                        ends.1 = at;
                    }
                }
                _ => {}
            }
            operators.push(operator);
        }
        Ok(Self { module, ty, operators, locals, reached, plain, ends })
    }

    /// What is open inside of the instruction, from the function's body on.
    fn enter(&self, open: &mut Vec<Open>, at: usize) {
        match self.operators[at] {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                let (otherwise, end) = self.ends[&at];
                let is_loop = matches!(self.operators[at], Operator::Loop { .. });
                open.push(Open { begin: Some(at), is_loop, sequence_end: otherwise.unwrap_or(end), end });
            }
            Operator::Else => {
                if let Some(top) = open.last_mut() {
                    top.sequence_end = top.end;
                }
            }
            Operator::End => {
                open.pop();
            }
            _ => {}
        }
    }

    fn whole(&self) -> Open {
        let end = self.operators.len() - 1;
        Open { begin: None, is_loop: false, sequence_end: end, end }
    }

    /// A stretch that did not run begins here, or the first instruction of one that finds an empty stack.
    fn may_begin_tail(&self, at: usize, ran: &impl Fn(usize) -> bool) -> bool {
        let begins = at > 0 && (ends_stretch(&self.operators[at - 1]) || !self.plain[at - 1]);
        begins
            && self.reached[at]
            && self.plain[at]
            && !ran(at)
            && !matches!(self.operators[at], Operator::End | Operator::Else)
    }

    /// The values that a label takes; none where its block has parameters, which Rust's programs do not have.
    fn values(&self, open: &Open) -> Option<Vec<ValType>> {
        let mut same = RoundtripReencoder;
        let Some(begin) = open.begin else {
            return self.ty.results().iter().map(|ty| same.val_type(*ty).ok()).collect();
        };
        let (Operator::Block { blockty } | Operator::Loop { blockty } | Operator::If { blockty }) =
            self.operators[begin]
        else {
            return None;
        };
        match blockty {
            wasmparser::BlockType::Empty => Some(Vec::new()),
            wasmparser::BlockType::Type(ty) => Some(vec![same.val_type(ty).ok()?]),
            wasmparser::BlockType::FuncType(ty) => {
                let ty = self.module.types.get(ty as usize).filter(|ty| ty.params().is_empty())?;
                ty.results().iter().map(|ty| same.val_type(*ty).ok()).collect()
            }
        }
    }

    /// Where control goes from each instruction.
    fn successors(&self) -> Vec<Vec<usize>> {
        let mut open = vec![self.whole()];
        let last = self.operators.len() - 1;
        let mut all = Vec::new();
        for (at, operator) in self.operators.iter().enumerate() {
            let target = |label: u32| {
                let open = open[open.len() - 1 - label as usize];
                if open.is_loop { open.begin.map_or(at, |begin| begin + 1) } else { open.end }
            };
            all.push(match operator {
                _ if at == last => Vec::new(),
                Operator::If { .. } => {
                    let (otherwise, end) = self.ends[&at];
                    vec![at + 1, otherwise.map_or(end, |otherwise| otherwise + 1)]
                }
                Operator::Else => vec![open[open.len() - 1].end],
                Operator::Br { relative_depth } => vec![target(*relative_depth)],
                Operator::BrIf { relative_depth } => vec![at + 1, target(*relative_depth)],
                Operator::BrTable { targets } => {
                    let labels = targets.targets().filter_map(std::result::Result::ok).chain([targets.default()]);
                    labels.map(target).collect()
                }
                Operator::Return | Operator::Unreachable => Vec::new(),
                _ => vec![at + 1],
            });
            self.enter(&mut open, at);
        }
        all
    }

    /// The locals that are still read from each instruction on.
    fn liveness(&self) -> Vec<Vec<u64>> {
        let words = self.locals.len().div_ceil(64);
        let successors = self.successors();
        let mut live = vec![vec![0_u64; words]; self.operators.len()];
        let mut changed = true;
        while changed {
            changed = false;
            for at in (0..self.operators.len()).rev() {
                let mut now = vec![0_u64; words];
                for next in &successors[at] {
                    for (now, live) in now.iter_mut().zip(&live[*next]) {
                        *now |= live;
                    }
                }
                match self.operators[at] {
                    Operator::LocalGet { local_index } => now[local_index as usize / 64] |= 1 << (local_index % 64),
                    Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                        now[local_index as usize / 64] &= !(1 << (local_index % 64));
                    }
                    _ => {}
                }
                if now != live[at] {
                    live[at] = now;
                    changed = true;
                }
            }
        }
        live
    }

    /// The tail as a function, if that is worth it.
    fn tail(&self, span: &Span<'_>, live: &[Vec<u64>]) -> Result<Option<Called>> {
        let Span { from, to, open } = *span;
        let is_live = |at: usize, local: u32| live[at][local as usize / 64] >> (local % 64) & 1 == 1;
        let Some(exits) = self.exits(from, to, open) else { return Ok(None) };
        let (mut named, mut written) = (BTreeSet::new(), BTreeSet::new());
        for operator in &self.operators[from..to] {
            match operator {
                Operator::LocalGet { local_index } => {
                    named.insert(*local_index);
                }
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    named.insert(*local_index);
                    written.insert(*local_index);
                }
                _ => {}
            }
        }
        let after = |exit: &Exit| match exit.way {
            Way::On => Some(to),
            Way::Branch(label) => {
                let open = open[open.len() - 1 - label as usize];
                Some(if open.is_loop { open.begin.map_or(to, |begin| begin + 1) } else { open.end })
            }
            Way::Return => None,
        };
        let afters: Vec<usize> = exits.iter().filter_map(after).collect();
        let inputs: Vec<u32> = named.iter().copied().filter(|local| is_live(from, *local)).collect();
        let outputs: Vec<u32> =
            written.into_iter().filter(|local| afters.iter().any(|after| is_live(*after, *local))).collect();

        let carried: usize = exits.iter().map(|exit| exit.values.len()).sum();
        // About what the call and the stub take.
        let cost = 15 + 2 * inputs.len() + 2 * (outputs.len() + carried) + 6 * exits.len().saturating_sub(1);
        let mut bytes = Vec::new();
        let mut same = RoundtripReencoder;
        for operator in &self.operators[from..to] {
            same.instruction(operator.clone())?.encode(&mut bytes);
        }
        if bytes.len() < cost {
            return Ok(None);
        }
        let function = self.write(span, &inputs, &outputs, &exits, &named)?;
        Ok(function.map(|function| Called { function, inputs, outputs, exits }))
    }

    /// The ways out of a tail; none where one of them is unusual.
    fn exits(&self, from: usize, to: usize, open: &[Open]) -> Option<Vec<Exit>> {
        let mut exits: Vec<Exit> = Vec::new();
        let mut depth = 0;
        let mut add = |exit: Exit| {
            if !exits.contains(&exit) {
                exits.push(exit);
            }
        };
        let leaving = |depth: u32, label: u32| self.leaving(open, depth, label);
        for operator in &self.operators[from..to] {
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => depth += 1,
                Operator::End => depth -= 1,
                Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
                    if *relative_depth >= depth {
                        let exit = leaving(depth, *relative_depth)?;
                        // A conditional branch leaves its values where they are.
                        if matches!(operator, Operator::BrIf { .. }) && !exit.values.is_empty() {
                            return None;
                        }
                        add(exit);
                    }
                }
                Operator::BrTable { targets } => {
                    let labels = targets.targets().filter_map(std::result::Result::ok).chain([targets.default()]);
                    for label in labels.filter(|label| *label >= depth) {
                        let exit = leaving(depth, label)?;
                        if !exit.values.is_empty() {
                            return None;
                        }
                        add(exit);
                    }
                }
                Operator::Return => add(Exit { way: Way::Return, values: self.values(&open[0])? }),
                Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. } => return None,
                _ => {}
            }
        }
        if self.reached[to] {
            add(Exit { way: Way::On, values: self.values(open.last()?)? });
        }
        Some(exits)
    }

    fn leaving(&self, open: &[Open], depth: u32, label: u32) -> Option<Exit> {
        let outer = label - depth;
        let target = open.get(open.len().checked_sub(1 + outer as usize)?)?;
        if target.begin.is_none() {
            return Some(Exit { way: Way::Return, values: self.values(target)? });
        }
        let values = if target.is_loop { Vec::new() } else { self.values(target)? };
        Some(Exit { way: Way::Branch(outer), values })
    }

    fn write(
        &self,
        span: &Span<'_>,
        inputs: &[u32],
        outputs: &[u32],
        exits: &[Exit],
        named: &BTreeSet<u32>,
    ) -> Result<Option<Tail>> {
        let Span { from, to, open } = *span;
        let mut same = RoundtripReencoder;
        let mut number: BTreeMap<u32, u32> = inputs.iter().copied().zip(0..).collect();
        let mut types: Vec<ValType> = inputs.iter().map(|local| self.locals[*local as usize]).collect();
        let parameters = types.clone();
        // A local that is given back may be one that the tail does not name on this way.
        for local in named.iter().chain(outputs) {
            number.entry(*local).or_insert_with(|| {
                types.push(self.locals[*local as usize]);
                types.len() as u32 - 1
            });
        }
        let mut local = |ty: ValType| {
            types.push(ty);
            types.len() as u32 - 1
        };
        let chosen = (exits.len() > 1).then(|| local(ValType::I32));
        let carried: Vec<Vec<u32>> =
            exits.iter().map(|exit| exit.values.iter().map(|ty| local(*ty)).collect()).collect();
        let table = local(ValType::I32);

        let mut said: Vec<Instruction<'_>> = vec![Instruction::Block(BlockType::Empty)];
        // Leaves for an exit from inside of so many blocks.
        let go = |exit: &Exit, depth: u32, said: &mut Vec<Instruction<'_>>| {
            let at = exits.iter().position(|other| other == exit).unwrap_or_default();
            said.extend(carried[at].iter().rev().map(|local| Instruction::LocalSet(*local)));
            if let Some(chosen) = chosen {
                said.push(Instruction::I32Const(at as i32));
                said.push(Instruction::LocalSet(chosen));
            }
            said.push(Instruction::Br(depth));
        };
        let mut depth = 0;
        for operator in &self.operators[from..to] {
            match operator {
                Operator::LocalGet { local_index } => said.push(Instruction::LocalGet(number[local_index])),
                Operator::LocalSet { local_index } => said.push(Instruction::LocalSet(number[local_index])),
                Operator::LocalTee { local_index } => said.push(Instruction::LocalTee(number[local_index])),
                Operator::Br { relative_depth } if *relative_depth >= depth => {
                    let Some(exit) = self.leaving(open, depth, *relative_depth) else { return Ok(None) };
                    go(&exit, depth, &mut said);
                }
                Operator::BrIf { relative_depth } if *relative_depth >= depth => {
                    let Some(exit) = self.leaving(open, depth, *relative_depth) else { return Ok(None) };
                    said.push(Instruction::If(BlockType::Empty));
                    go(&exit, depth + 1, &mut said);
                    said.push(Instruction::End);
                }
                Operator::BrTable { targets } => {
                    let labels: Vec<u32> = targets
                        .targets()
                        .collect::<std::result::Result<Vec<_>, _>>()?
                        .into_iter()
                        .chain([targets.default()])
                        .collect();
                    let outer: BTreeSet<u32> = labels.iter().copied().filter(|label| *label >= depth).collect();
                    let outer: Vec<u32> = outer.into_iter().collect();
                    let around = outer.len() as u32;
                    said.push(Instruction::LocalSet(table));
                    said.extend(outer.iter().map(|_| Instruction::Block(BlockType::Empty)));
                    let moved: Vec<u32> = labels
                        .iter()
                        .map(|label| match outer.iter().position(|other| other == label) {
                            Some(at) => at as u32,
                            None => label + around,
                        })
                        .collect();
                    let (default, labels) = moved.split_last().ok_or("a table without labels")?;
                    said.push(Instruction::LocalGet(table));
                    said.push(Instruction::BrTable(labels.to_vec().into(), *default));
                    for (inside, label) in (1..=around).zip(&outer) {
                        said.push(Instruction::End);
                        let Some(exit) = self.leaving(open, depth, *label) else { return Ok(None) };
                        go(&exit, depth + around - inside, &mut said);
                    }
                }
                Operator::Return => {
                    let Some(values) = self.values(&open[0]) else { return Ok(None) };
                    go(&Exit { way: Way::Return, values }, depth, &mut said);
                }
                operator => {
                    match operator {
                        Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => depth += 1,
                        Operator::End => depth -= 1,
                        _ => {}
                    }
                    said.push(same.instruction(operator.clone())?);
                }
            }
        }
        if self.reached[to] {
            let Some(values) = open.last().and_then(|open| self.values(open)) else { return Ok(None) };
            go(&Exit { way: Way::On, values }, 0, &mut said);
        }
        said.push(Instruction::End);
        let results: Vec<u32> =
            outputs.iter().map(|local| number[local]).chain(carried.into_iter().flatten()).chain(chosen).collect();
        if exits.is_empty() {
            said.push(Instruction::Unreachable);
        } else {
            said.extend(results.iter().map(|local| Instruction::LocalGet(*local)));
        }
        said.push(Instruction::End);
        let mut body = Function::new_with_locals_types(types[parameters.len()..].iter().copied());
        for instruction in &said {
            body.instruction(instruction);
        }
        let results = if exits.is_empty() { Vec::new() } else { results };
        let results = results.iter().map(|local| types[*local as usize]).collect();
        Ok(Some(Tail { parameters, results, body }))
    }
}
