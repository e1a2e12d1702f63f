//! Order Board: a message queue that people can watch.
#![recursion_limit = "256"]

#[cfg(feature = "bridge")]
pub mod bridge;
pub mod chart;
pub mod compare;
pub mod console;
pub mod engine;
pub mod film;
pub mod index;
pub mod json;
pub mod rng;
pub mod share;
pub mod shop;
pub mod sqs;
pub mod stage;
pub mod text;
pub mod time;
pub mod timeline;
#[cfg(feature = "web")]
pub mod ui;
#[cfg(feature = "web")]
pub mod web;
pub mod world;

/// Faster than what the standard library brings, and smaller.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
