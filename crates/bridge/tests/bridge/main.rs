//! The bridge from outside: bytes over loopback, in and out.

mod bounds;
mod client;
mod doors;
mod headless;
mod page;
mod program;
