//! The arrows between the rooms of the house point one way. This test reads the sources and says who names whom, so
//! that a shortcut shows up in review as a change to the tables below.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may name besides itself. `ANY` may name all.
const ROOMS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("rng", &[]),
    ("json", &[]),
    ("text", &[]),
    // Its tests draw lots.
    ("index", &["rng"]),
    ("sqs", &["time", "json"]),
    ("console", &["text", "sqs", "json"]),
    // Its tests run a world.
    ("chart", &["text", "shop", "time", "json", "world"]),
    // Its tests run two worlds.
    ("compare", &["text", "shop", "time", "world"]),
    ("engine", &["sqs", "time", "rng", "json", "index"]),
    ("shop", &["text", "sqs", "time", "rng", "json", "index"]),
    ("world", &["shop", "engine", "sqs", "time", "rng"]),
    ("timeline", &["world", "shop", "sqs", "time"]),
    ("film", &[]),
    ("stage", &["timeline", "shop", "sqs", "text", "time"]),
    ("lesson", &["shop", "sqs", "time"]),
    ("share", &["compare", "shop", "sqs", "time", "json"]),
    ("live", &["shop", "sqs", "time"]),
    ("bridge", &["engine", "sqs", "time", "json"]),
    ("web", &[]),
    ("ui", ANY),
    ("page", &["ui", "timeline", "time"]),
];
const ANY: &[&str] = &["*"];

/// The file that only lists the rooms.
const ENTRANCES: &[&str] = &["lib"];

/// Rooms that may touch the browser.
const BROWSER_ROOMS: &[&str] = &["web", "ui"];
const BROWSER_CRATES: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "yew", "gloo_timers"];

/// Rooms that know virtual time alone.
const TIMELESS_ROOMS: &[&str] = &[
    "chart", "compare", "console", "engine", "shop", "sqs", "world", "timeline", "stage", "time", "rng", "json",
    "index",
];

/// Rooms whose results must not depend on the machine's mathematics library.
const EXACT_ROOMS: &[&str] = &["chart", "compare", "console", "engine", "shop", "world", "timeline", "json", "index"];
const FLOAT_FUNCTIONS: &[&str] = &[
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp", "exp2", "exp_m1",
    "hypot", "ln", "ln_1p", "log10", "log2", "mul_add", "powf", "powi", "sin", "sin_cos", "sinh", "sqrt", "tan",
    "tanh",
];

#[test]
fn the_house_keeps_its_arrows() {
    let files = source_files();
    let rooms: BTreeSet<String> = files.iter().map(|file| file.room.clone()).collect();
    let mut complaints = Vec::new();
    for file in &files {
        let text = fs::read_to_string(&file.path).expect("sources are readable");
        for (line, complaint) in check(&file.room, file.depth, &rooms, &text) {
            complaints.push(format!("{}:{line}: {complaint}", file.path.display()));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_room_has_its_arrows() {
    for file in source_files() {
        let known = ROOMS.iter().any(|(room, _)| *room == file.room) || ENTRANCES.contains(&file.room.as_str());
        assert!(known, "{}: say in tests/arrows.rs what the room {} may name", file.path.display(), file.room);
    }
}

struct SourceFile {
    path: PathBuf,
    /// The module below the crate root that the file belongs to.
    room: String,
    /// How many `super::` lead from the file to the crate root.
    depth: usize,
}

fn source_files() -> Vec<SourceFile> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("folders are readable") {
            let path = entry.expect("entries are readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&source).expect("found below the source folder").with_extension("");
                let mut names: Vec<_> = inside.iter().map(|name| name.to_string_lossy().into_owned()).collect();
                if names.last().is_some_and(|name| name == "mod") {
                    names.pop();
                }
                files.push(SourceFile { path, room: names[0].clone(), depth: names.len() });
            }
        }
    }
    files
}

/// What a source text of `room` must not say, with line numbers. `rooms` are the modules below the crate root.
fn check(room: &str, depth: usize, rooms: &BTreeSet<String>, text: &str) -> Vec<(usize, String)> {
    let tokens = tokens(text);
    let mut complaints = Vec::new();
    for (line, name) in rooms_named(&tokens, depth, rooms) {
        if !may_name(room, &name) {
            complaints.push((line, format!("{room} must not name {name}")));
        }
    }
    if TIMELESS_ROOMS.contains(&room) {
        for (line, name) in named_below(&tokens, "std") {
            if name == "time" {
                complaints.push((line, format!("{room} must not name std::time: virtual time only")));
            }
        }
    }
    for (at, token) in tokens.iter().enumerate() {
        let word = token.text.as_str();
        let before = |steps: usize| at.checked_sub(steps).map_or("", |at| tokens[at].text.as_str());
        let after = tokens.get(at + 1).map_or("", |token| token.text.as_str());
        if BROWSER_CRATES.contains(&word) && !BROWSER_ROOMS.contains(&room) {
            complaints.push((token.line, format!("{room} must not name {word}: the browser belongs to web and ui")));
        }
        let method = before(1) == "." && after == "(";
        let function = before(1) == "::" && matches!(before(2), "f32" | "f64");
        if FLOAT_FUNCTIONS.contains(&word) && (method || function) && EXACT_ROOMS.contains(&room) {
            complaints.push((token.line, format!("{room} must not call {word}: machines differ in the last bit")));
        }
    }
    complaints
}

fn may_name(room: &str, other: &str) -> bool {
    let allowed = ROOMS.iter().find(|(name, _)| *name == room).map_or(ANY, |(_, allowed)| *allowed);
    room == other || allowed == ANY || allowed.contains(&other)
}

/// The rooms that paths from the crate root name: `crate::room`, and enough `super::` to get there.
fn rooms_named(tokens: &[Token], depth: usize, rooms: &BTreeSet<String>) -> Vec<(usize, String)> {
    let mut named = named_below(tokens, "crate");
    named.extend(named_below(tokens, "order_board"));
    let mut at = 0;
    while at < tokens.len() {
        let supers = tokens[at..].chunks(2).take_while(|pair| pair[0].text == "super" && pair.len() == 2).count();
        if supers >= depth {
            let last = at + 2 * (supers - 1);
            // Modules inside the file take one more `super::`; a name that is no room of ours is theirs.
            named.extend(children(&tokens[last..]).into_iter().filter(|(_, name)| rooms.contains(name)));
        }
        at += (2 * supers).max(1);
    }
    named
}

fn named_below(tokens: &[Token], root: &str) -> Vec<(usize, String)> {
    let roots = (0..tokens.len()).filter(|&at| tokens[at].text == root);
    roots.flat_map(|at| children(&tokens[at..])).collect()
}

/// The names directly below the first token: `b` in `a::b::c`; `b` and `d` in `a::{b::{c}, d}`.
fn children(path: &[Token]) -> Vec<(usize, String)> {
    let text = |at: usize| path.get(at).map_or("", |token| token.text.as_str());
    if text(1) != "::" {
        return Vec::new();
    }
    if text(2) != "{" {
        return path.get(2).map(|token| (token.line, token.text.clone())).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut level = 0;
    for (at, token) in path.iter().enumerate().skip(2) {
        match token.text.as_str() {
            "{" => level += 1,
            "}" => level -= 1,
            name if level == 1 && name != "," && matches!(text(at - 1), "{" | ",") => {
                found.push((token.line, name.to_owned()));
            }
            _ => {}
        }
        if level == 0 {
            break;
        }
    }
    found
}

/// A word, `::` or one other mark of Rust source.
struct Token {
    line: usize,
    text: String,
}

/// The words and marks of a source text, without comments and literals.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let starts = |at: usize, mark: &str| mark.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let from = at;
        let c = chars[at];
        if starts(at, "//") {
            at = find(&chars, at, |at| chars[at] == '\n');
        } else if starts(at, "/*") {
            let mut level = 0;
            loop {
                if starts(at, "/*") {
                    level += 1;
                } else if starts(at, "*/") {
                    level -= 1;
                }
                at += if starts(at, "/*") || starts(at, "*/") { 2 } else { 1 };
                if level == 0 || at >= chars.len() {
                    break;
                }
            }
        } else if c == 'r' && (starts(at + 1, "\"") || starts(at + 1, "#\"") || starts(at + 1, "##")) {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            let end = format!("\"{}", "#".repeat(hashes));
            at = find(&chars, at + hashes + 2, |at| starts(at, &end)) + end.len();
        } else if c == '"' {
            at += 1;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if starts(at, "'\\") {
            at = find(&chars, at + 3, |at| chars[at] == '\'') + 1;
        } else if c == '\'' && chars.get(at + 2) == Some(&'\'') {
            at += 3;
        } else if c.is_alphanumeric() || c == '_' {
            at = find(&chars, at, |at| !chars[at].is_alphanumeric() && chars[at] != '_');
            tokens.push(Token { line, text: chars[from..at].iter().collect() });
        } else {
            at += if starts(at, "::") { 2 } else { 1 };
            if !c.is_whitespace() {
                tokens.push(Token { line, text: chars[from..at].iter().collect() });
            }
        }
        line += chars[from..at.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

fn find(chars: &[char], from: usize, found: impl Fn(usize) -> bool) -> usize {
    (from..chars.len()).find(|&at| found(at)).unwrap_or(chars.len())
}

/// The detector itself, with texts that must and must not alarm it.
mod detector {
    use super::*;

    fn complaints(room: &str, depth: usize, text: &str) -> Vec<usize> {
        let rooms = ["engine", "shop", "sqs", "time", "ui", "web", "world"].map(str::to_owned).into();
        check(room, depth, &rooms, text).into_iter().map(|(line, _)| line).collect()
    }

    #[track_caller]
    fn alarms(room: &str, text: &str) {
        assert_ne!(complaints(room, 2, text), [], "{room} got away with: {text}");
    }

    #[track_caller]
    fn passes(room: &str, text: &str) {
        assert_eq!(complaints(room, 2, text), [], "{room} was accused of: {text}");
    }

    #[test]
    fn paths_are_seen_in_every_spelling() {
        alarms("shop", "use crate::engine::Engine;");
        alarms("shop", "use crate::{engine::{Engine, Queue}, sqs};");
        alarms("shop", "use crate::{\n    sqs::{Request, Response},\n    time::Span,\n    engine,\n};");
        alarms("shop", "use {crate::engine as machine, std::fmt};");
        alarms("shop", "pub use crate :: engine;");
        alarms("shop", "fn f() { let _ = crate::engine::Engine::new(); }");
        alarms("shop", "use super::super::engine::Engine;");
        alarms("shop", "use super::super::{sqs, engine};");
        alarms("engine", "use crate::shop;");
        alarms("web", "use crate::time::Instant;");
        alarms("sqs", "use crate::ui;");
        assert_eq!(complaints("shop", 1, "use super::engine;"), [1], "one super:: is enough from the room's own file");
    }

    #[test]
    fn lines_are_counted_through_literals_and_comments() {
        let text = "/* a\n b */ const A: &str = \"x\ny\"; // crate::engine\nuse crate::{\n    sqs,\n    engine,\n};";
        assert_eq!(complaints("shop", 2, text), [6]);
    }

    #[test]
    fn allowed_paths_pass() {
        passes("shop", "use crate::{sqs::{self, Request}, time::Instant, shop::Staff};");
        passes("world", "use crate::{engine::Engine, shop::Shop};");
        passes("ui", "use crate::engine::Engine; use yew::prelude::*;");
        passes("engine", "pub(crate) mod queue; use super::queue::Queue;");
        passes("shop", "use super::engine;");
    }

    #[test]
    fn words_in_comments_and_literals_pass() {
        passes("shop", "/// See [`crate::engine`].\n// std::time, /* yew\nfn f() {}");
        passes("shop", "/* crate::engine /* nested */ yew */ fn f() {}");
        passes("shop", r##"const A: &str = "crate::engine \" yew"; const B: &str = r#"yew " crate::engine"#;"##);
        passes("shop", "const A: char = '\"'; const B: char = '\\''; fn f<'a>(a: &'a str) -> &'a str { a }");
        alarms("shop", "const A: char = '\"'; use yew::Html; const B: char = '\"';");
        alarms("shop", "const A: char = '\\''; use yew::Html;");
    }

    #[test]
    fn the_wall_clock_is_seen() {
        alarms("engine", "use std::time::Duration;");
        alarms("stage", "use std::{fmt, time::{Duration, Instant}};");
        passes("engine", "use crate::time::Instant; use std::{fmt, mem};");
        passes("ui", "use std::time::Duration;");
    }

    #[test]
    fn float_functions_are_seen() {
        alarms("engine", "let a = b.sqrt();");
        alarms("shop", "let a = (-rate.ln() * b)\n    .exp();");
        alarms("world", "let a = f64::sin(b);");
        alarms("shop", "xs.map(f64::ln)");
        passes("shop", "let a = libm::sin(b); let b = sqrt; let ln = 1; self.exp;");
        passes("stage", "let a = b.sqrt();");
    }

    #[test]
    fn the_browser_is_seen() {
        alarms("shop", "use web_sys::window;");
        alarms("stage", "use yew::AttrValue;");
        alarms("lesson", "#[wasm_bindgen::prelude::wasm_bindgen] fn f() {}");
        passes("web", "use wasm_bindgen::JsCast; use web_sys::Window;");
        passes("lib", "#[cfg(feature = \"web\")]\npub mod web; pub mod engine;");
    }
}
