//! Cuts the page's program in two, so that the shop can open before all of it is there.
//!
//! ```text
//! order-board-split watch PROGRAM WATCHED       a program that notes what of it runs
//! order-board-split profile PROGRAM NOTES...    what ran, from the notes of several visits
//! order-board-split cut LINKED PROGRAM PROFILE LOADER FIRST REST
//! ```
//!
//! `cut` writes the part that ran, and the rest. `LINKED` is the program as it came from the linker, with its notes;
//! `LOADER` is in the name of the import that fetches the rest while everything waits.

mod blocks;
mod constants;
mod cut;
mod module;
mod outline;
mod sections;
mod watch;

use std::error::Error;
use std::fs;

use blocks::Profile;
use constants::Constants;
use module::Module;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["watch", program, watched] => {
            fs::write(watched, watch::watch(&Module::parse(&fs::read(program)?)?)?)?;
        }
        ["profile", program, ref notes @ ..] => {
            let visits = notes.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
            print!("{}", watch::profile(&Module::parse(&fs::read(program)?)?, &visits)?);
        }
        ["cut", linked, program, profile, loader, first, rest] => {
            let profile = Profile::parse(&fs::read_to_string(profile)?);
            let (linked, program) = (fs::read(linked)?, fs::read(program)?);
            let lean = outline::outlined(&program, &profile)?;
            let constants = Constants::of(&linked)?;
            let comes_first = |name: &str| profile.names(name) || outline::is_by_chance(name);
            let parts = cut::cut(&Module::parse(&lean)?, &constants, comes_first, loader)?;
            fs::write(first, parts.first)?;
            fs::write(rest, parts.rest)?;
        }
        _ => return Err("usage: see the first lines of tools/split/src/main.rs".into()),
    }
    Ok(())
}
