//! The program: its command line and its exit.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use bridge::{Bridge, Options};

use crate::client::{Served, headless};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_bridge"))
}

#[test]
#[cfg(unix)]
fn a_signal_stops_the_program() {
    for signal in ["TERM", "INT"] {
        let words = ["--headless", "--port", "0"];
        let mut child = program().args(words).stdout(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        output.read_line(&mut line).expect("it says where it is");
        assert!(line.contains("http://localhost:"), "{line}");
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().expect("there is kill").success());
        assert!(child.wait().expect("it ends").success(), "{signal}");
    }
}

#[test]
fn help_explains_the_options() {
    let help = program().arg("--help").output().expect("it runs");
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).starts_with("Usage: scripts/bridge"));
    let wrong = program().arg("--prot").output().expect("it runs");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).starts_with("There is no option --prot."));
}

#[test]
fn a_taken_port_is_named() {
    let bridge = Served::new(headless());
    let sentence = Bridge::open(&Options { port: bridge.port, ..headless() }).expect_err("taken");
    assert!(sentence.contains(&bridge.port.to_string()) && sentence.contains("--port"), "{sentence}");
}
