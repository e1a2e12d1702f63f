//! The program behind `scripts/bridge`.

fn main() -> std::process::ExitCode {
    bridge::main()
}
