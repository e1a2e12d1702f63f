//! The page of Order Board. Its start script calls [`ui::mount`].
#![recursion_limit = "256"]
#![allow(unreachable_pub, reason = "a program has no public face; `pub` marks what the files of a room share")]

mod parts;
mod session;
mod ui;
mod web;

/// Faster than what the standard library brings, and smaller.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {}
