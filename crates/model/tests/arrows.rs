//! Which room may name which: the arrows that the workspace's crates cannot express.
//!
//! The sources are parsed with `syn`, so a shortcut shows up in review as a change to [`ROOMS`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// Each room of this crate, and the rooms that it may name besides itself. Unit tests count.
const ROOMS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("rng", &[]),
    ("text", &[]),
    ("collections", &[]),
    ("settings", &["text"]),
    ("sqs", &["settings", "time"]),
    ("engine", &["settings", "sqs", "time", "rng", "collections"]),
    ("shop", &["settings", "text", "sqs", "time", "rng", "collections"]),
    ("world", &["shop", "engine", "sqs", "time", "rng"]),
    ("timeline", &["world", "shop", "sqs", "time"]),
    // Unit tests of charts and comparisons run a world.
    ("chart", &["text", "shop", "time", "world"]),
    ("compare", &["text", "shop", "time", "world"]),
    ("share", &["compare", "settings", "shop", "sqs", "text", "time"]),
];

/// Names that a native test of the session cannot have.
const BROWSER: &str = "web_sys js_sys wasm_bindgen wasm_bindgen_futures yew gloo_timers crate::ui crate::web";

/// Machines differ in the last bit of these.
const FLOAT_FUNCTIONS: &str = "acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp exp2 exp_m1 hypot ln ln_1p \
    log10 log2 mul_add powf powi sin sin_cos sinh sqrt tan tanh";

/// All paths and methods that a source text names; paths start at `crate` or at a crate's name.
struct Names {
    module: Vec<String>,
    found: BTreeSet<String>,
}

impl Names {
    fn of(module: &[&str], text: &str) -> BTreeSet<String> {
        let mut names = Self { module: module.iter().map(|&name| name.to_owned()).collect(), found: BTreeSet::new() };
        names.visit_file(&syn::parse_file(text).expect("the sources are Rust"));
        names.found
    }

    fn add(&mut self, path: &[String]) {
        let supers = path.iter().take_while(|name| *name == "super").count();
        let mut absolute = Vec::new();
        if supers > 0 || path.first().is_some_and(|name| name == "self") {
            absolute.push("crate".to_owned());
            absolute.extend_from_slice(&self.module[..self.module.len().saturating_sub(supers)]);
        }
        absolute.extend(path.iter().filter(|name| *name != "super" && *name != "self").cloned());
        self.found.insert(absolute.join("::"));
    }

    fn add_tree(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.add(&with(&name.ident)),
            syn::UseTree::Rename(rename) => self.add(&with(&rename.ident)),
            syn::UseTree::Glob(_) => self.add(prefix),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add_tree(prefix, item)),
        }
    }
}

impl<'a> Visit<'a> for Names {
    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.add(&path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>());
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        self.found.insert(format!("f64::{}", call.method));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, invocation: &'a syn::Macro) {
        self.visit_path(&invocation.path);
        // The arguments are tokens: read each run of words, `::` and `.` as a path or a method call.
        let tokens = invocation.tokens.to_string().replace(" :: ", "::").replace(" . ", "::f64::");
        for path in tokens.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':') {
            self.add(&path.split("::").map(str::to_owned).collect::<Vec<_>>());
        }
    }
}

fn is_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn is_float_function(path: &str) -> bool {
    let mut names = path.rsplit("::");
    let (function, owner) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
    matches!(owner, "f32" | "f64") && FLOAT_FUNCTIONS.split(' ').any(|other| other == function)
}

/// What a source text must not name.
fn complaints(home: &str, module: &[&str], text: &str) -> Vec<String> {
    let allowed = ROOMS.iter().find(|(room, _)| home == "model" && module.first() == Some(room));
    let is_forbidden = |name: &String| match home {
        "session" => BROWSER.split(' ').any(|browser| is_below(name, browser)),
        _ if is_below(name, "std::time") => true,
        _ if home != "stage" && is_float_function(name) => true,
        _ => allowed.is_some_and(|(room, others)| {
            let rooms = ROOMS.iter().filter(|(other, _)| other != room && !others.contains(other));
            rooms.into_iter().any(|(other, _)| is_below(name, &format!("crate::{other}")))
        }),
    };
    Names::of(module, text).into_iter().filter(is_forbidden).collect()
}

/// The sources below a folder, each with the names of its modules.
fn sources(folder: &Path) -> Vec<(PathBuf, Vec<String>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("folders are readable") {
        let path = entry.expect("entries are readable").path();
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(sources(&path).into_iter().map(|(path, inner)| (path, [vec![name.clone()], inner].concat())));
        } else if matches!(&*name, "mod" | "lib") {
            found.push((path, Vec::new()));
        } else {
            found.push((path, vec![name]));
        }
    }
    found
}

#[test]
fn every_room_names_only_the_rooms_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let homes = [("model", "crates/model/src"), ("console", "crates/console/src"), ("stage", "crates/stage/src")];
    let session = Some(("session", "src/session")).filter(|(_, folder)| root.join(folder).exists());
    for (home, folder) in homes.into_iter().chain(session) {
        for (path, module) in sources(&root.join(folder)) {
            let module: Vec<&str> = module.iter().map(String::as_str).collect();
            let known = home != "model" || module.first().is_none_or(|name| ROOMS.iter().any(|(room, _)| room == name));
            assert!(known, "{}: add a row to ROOMS", path.display());
            let text = std::fs::read_to_string(&path).expect("sources are readable");
            assert_eq!(complaints(home, &module, &text), [""; 0], "{}", path.display());
        }
    }
}

#[test]
fn shortcuts_are_found() {
    let alarms = |home, text| assert_ne!(complaints(home, &["shop", "line"], text), [""; 0], "{text}");
    let passes = |home, text| assert_eq!(complaints(home, &["shop", "line"], text), [""; 0], "{text}");
    alarms("model", "use crate::{engine::{Engine, Queue}, sqs};");
    alarms("model", "use super::super::engine as machine;");
    alarms("model", "mod tests { use super::super::super::world; }");
    alarms("model", "fn f() { crate::engine::Engine::new(); }");
    alarms("model", "fn f() { assert!(1 == crate::engine::COUNT); }");
    alarms("model", "use std::{fmt, time::Instant};");
    alarms("console", "fn f(x: f64) -> f64 { (x * 2.0).sqrt() }");
    alarms("console", "fn f(x: f64) { println!(\"{}\", x.ln()); }");
    alarms("console", "fn f(x: f64) -> f64 { f64::sin(x) }");
    alarms("session", "use web_sys::Window;");
    alarms("session", "use crate::ui::App;");
    passes("model", "use crate::{sqs::Request, time::Instant}; use super::engine; /* crate::engine */");
    passes("stage", "fn f(x: f64) -> f64 { x.sqrt() }");
    passes("session", "use crate::session::Pace; use model::time::Instant; use std::time::Duration;");
}
